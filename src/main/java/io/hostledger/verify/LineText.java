package io.hostledger.verify;

import io.hostledger.chain.Json;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.LooseJson;
import io.hostledger.codec.MalformedJson;
import io.hostledger.codec.StrictJson;

/** The RFC 8785 form of a line: the line itself, if it is in that form. One thread's own. */
final class LineText {
    private final LooseJson loose = new LooseJson();
    byte[] bytes = new byte[0];
    int from;
    int to;
    /** Whether the line is in RFC 8785 form. */
    boolean canonical;

    /** @throws MalformedJson if the line is no JSON that has such a form */
    void open(byte[] line, int newFrom, int newTo) throws MalformedJson {
        canonical = StrictJson.isCanonical(line, newFrom, newTo, ElementLine.MAX_LEVELS);
        if (canonical) {
            bytes = line;
            from = newFrom;
            to = newTo;
        } else {
            bytes = loose.read(line, newFrom, newTo, ElementLine.MAX_LEVELS).toBytes();
            from = 0;
            to = bytes.length;
        }
    }

    boolean isObject() {
        return from < to && bytes[from] == '{';
    }

    Json json() {
        return Json.ofCanonical(bytes, from, to);
    }
}
