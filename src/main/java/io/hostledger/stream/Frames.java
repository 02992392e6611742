package io.hostledger.stream;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.JsonWriter;
import java.nio.charset.StandardCharsets;

/** Server-sent events as bytes. */
final class Frames {
    /** A comment, which no client shows. */
    static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final String ID = "id: ";
    private static final String DATA = "data: ";
    private static final String CENTRAL = "{\"central\":";
    private static final String ELEMENT = ",\"element\":";

    /** Everything in a frame but its lines, at its longest. */
    private static final int REST = 2 * 20 + Hash.HEX_LENGTH + 32;

    private Frames() {}

    /** The event that has an id alone: clients remember it as their position. */
    static JsonWriter position(JsonWriter out, Head at) {
        return id(out, at).put('\n');
    }

    static byte[] position(Head at) {
        return position(new JsonWriter(REST), at).toBytes();
    }

    static JsonWriter id(JsonWriter out, Head at) {
        return out.ascii(ID).number(at.height()).put(':').hash(at.hash()).put('\n');
    }

    static JsonWriter data(JsonWriter out, Span central) {
        return out.ascii(DATA)
                .raw(central.bytes(), central.from(), central.to())
                .ascii("\n\n");
    }

    static JsonWriter details(JsonWriter out, Span central, Span element) {
        out.ascii(DATA).ascii(CENTRAL).raw(central.bytes(), central.from(), central.to());
        if (element.length() > 0) {
            out.ascii(ELEMENT).raw(element.bytes(), element.from(), element.to());
        }
        return out.ascii("}\n\n");
    }

    /** How far behind the id the central line starts. */
    static int lineAt(boolean details) {
        return details ? DATA.length() + CENTRAL.length() : DATA.length();
    }

    /** How many bytes a block's frame has at the most. */
    static int maxLength(int central, int element) {
        return REST + central + element;
    }
}
