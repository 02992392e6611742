package io.hostledger.codec;

import io.hostledger.chain.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The members of an object in a text that is known to be JSON, spaces and all, as they stand in it. */
final class RawMembers {
    private final byte[] b;
    private final Map<String, Span> spans = new LinkedHashMap<>();

    RawMembers(byte[] text, int from) {
        b = text;
        int at = skipSpace(skipSpace(from) + 1);
        while (b[at] == '"') {
            int nameEnd = JsonText.endOfString(b, at);
            int valueFrom = skipSpace(skipSpace(nameEnd) + 1);
            int next = JsonText.endOfValue(b, valueFrom);
            Span span = new Span();
            span.set(valueFrom, withoutSpace(next));
            spans.put(JsonText.decode(b, at + 1, nameEnd - 1), span);
            next = skipSpace(next);
            at = b[next] == ',' ? skipSpace(next + 1) : next;
        }
    }

    private int skipSpace(int from) {
        int at = from;
        while (isSpace(b[at])) {
            at++;
        }
        return at;
    }

    private int withoutSpace(int to) {
        int end = to;
        while (isSpace(b[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    Set<String> names() {
        return spans.keySet();
    }

    Span get(String name) throws UnreadableLine {
        Span span = spans.get(name);
        if (span == null) {
            throw LineShape.missing(name);
        }
        return span;
    }

    /** The first byte of a member's text, which tells its kind. */
    byte kind(String name) throws UnreadableLine {
        return b[get(name).from()];
    }

    String raw(String name) throws UnreadableLine {
        Span span = get(name);
        return new String(b, span.from(), span.to() - span.from(), StandardCharsets.UTF_8);
    }

    String text(String name) throws UnreadableLine {
        Span span = get(name);
        if (kind(name) != '"') {
            throw LineShape.mistyped(name);
        }
        return JsonText.decode(b, span.from() + 1, span.to() - 1);
    }

    /** A whole number below 2^64, written without fraction and exponent. */
    long unsigned(String name) throws UnreadableLine {
        if (kind(name) >= '0' && kind(name) <= '9') {
            try {
                return Long.parseUnsignedLong(raw(name));
            } catch (NumberFormatException e) {
                // Not digits alone, or too large.
            }
        }
        throw LineShape.mistyped(name);
    }
}
