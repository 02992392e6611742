package io.hostledger.api;

import io.hostledger.chain.Json;
import io.hostledger.chain.Limits;
import io.hostledger.codec.MalformedJson;
import io.hostledger.codec.StrictJson;

/** Reads the JSON of requests. */
final class RequestJson {
    /** The request's own object stands around the first level of a state. */
    private static final int LEVELS = Limits.LEVELS + 1;

    /** A reader keeps its buffers, so each event loop has one. */
    private static final ThreadLocal<StrictJson> READER = ThreadLocal.withInitial(StrictJson::new);

    private RequestJson() {}

    /**
     * The value whose text is {@code text[from, to)}, on bytes of its own.
     *
     * @throws Fault if it is not Accepted JSON
     */
    static Json read(byte[] text, int from, int to) {
        try {
            return READER.get().read(text, from, to, LEVELS);
        } catch (MalformedJson e) {
            throw new Fault(Problems.of(e));
        }
    }

    /** The value of a body, to which nothing is written any more. */
    static Json read(byte[] body) {
        return read(body, LEVELS);
    }

    /** As {@link #read(byte[])}, of a set of changes: its list and their objects stand around the states, too. */
    static Json readSet(byte[] body) {
        return read(body, LEVELS + 2);
    }

    private static Json read(byte[] body, int levels) {
        try {
            return READER.get().readOwn(body, levels);
        } catch (MalformedJson e) {
            throw new Fault(Problems.of(e));
        }
    }
}
