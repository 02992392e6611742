package io.hostledger.api;

import io.hostledger.ledger.Expected;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header If-Match: the precondition of {@code expected_hash}, as an ETag. */
final class IfMatch {
    static final String HEADER = "If-Match";
    private static final String SHAPE = "If-Match has one ETag, which is an element block's hash, or \"none\"";

    private IfMatch() {}

    /** What the header asks for; null where there is none. */
    static @Nullable Expected of(MultiMap headers) {
        if (headers.get(HEADER) == null) {
            return null;
        }
        List<String> values = headers.getAll(HEADER);
        Expected expected = values.size() == 1
                ? RequestMembers.expected(unquoted(values.get(0).strip()))
                : null;
        if (expected == null) {
            throw Fault.invalid("/" + HEADER, SHAPE);
        }
        return expected;
    }

    /** Refuses the header where it cannot say which element it is about. */
    static void refuse(MultiMap headers) {
        if (headers.get(HEADER) != null) {
            throw Fault.invalid("/" + HEADER, "If-Match is for one change; use expected_hash");
        }
    }

    private static String unquoted(String tag) {
        return tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"")
                ? tag.substring(1, tag.length() - 1)
                : tag;
    }
}
