package io.hostledger.codec;

import io.hostledger.chain.Hash;
import io.hostledger.chain.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Steps through a text in RFC 8785 form whose members come in a known order. Once a step fails, all
 * further ones do.
 */
final class CanonicalCursor {
    private static final byte[][] SOURCES = {bytes("\"asserted\""), bytes("\"authenticated\""), bytes("\"service\"")};

    private static final byte[] FIELD = bytes("{\"field\":\"");
    private static final byte[] NEW_VALUE = bytes(",\"new_value\":");
    private static final byte[] OLD_VALUE = bytes(",\"old_value\":");

    private byte[] b = new byte[0];
    private int at;
    private int to;
    private boolean good;

    static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    void open(byte[] text, int from, int newTo) {
        b = text;
        at = from;
        to = newTo;
        good = true;
    }

    int at() {
        return at;
    }

    /** Whether every step was right, and the end is reached. */
    boolean done() {
        return good && at == to;
    }

    /** Steps over these bytes if they stand here. */
    boolean skip(byte[] literal) {
        int end = at + literal.length;
        if (good && end <= to && Arrays.equals(b, at, end, literal, 0, literal.length)) {
            at = end;
            return true;
        }
        return false;
    }

    void must(byte[] literal) {
        good = skip(literal);
    }

    void string(Span span) {
        good = good && at < to && b[at] == '"';
        value(span);
    }

    void optionalString(byte[] name, Span span) {
        span.clear();
        if (skip(name)) {
            string(span);
        }
    }

    void source(Span span) {
        string(span);
        boolean known = false;
        for (byte[] source : SOURCES) {
            known |= good && Arrays.equals(b, span.from(), span.to(), source, 0, source.length);
        }
        good = known;
    }

    void value(Span span) {
        good = good && at < to;
        if (good) {
            int end = JsonText.endOfValue(b, at);
            span.set(at, end);
            at = end;
        } else {
            span.clear();
        }
    }

    void object(Span span) {
        good = good && at < to && b[at] == '{';
        value(span);
    }

    long height() {
        int from = at;
        while (at < to && b[at] >= '0' && b[at] <= '9') {
            at++;
        }
        long height = good ? JsonText.height(b, from, at) : -1;
        good = height >= 0;
        return height;
    }

    Hash hash() {
        int end = at + Hash.HEX_LENGTH + 2;
        Hash hash = good && end <= to && b[at] == '"' && b[end - 1] == '"' ? Hash.parse(b, at + 1, end - 1) : null;
        good = hash != null;
        at = end;
        return hash == null ? Hash.ZERO : hash;
    }

    /** The hash of a string {@code "<height>:<hash>"}. */
    @Nullable
    Hash headHash(Span head) {
        int colon = head.to() - Hash.HEX_LENGTH - 2;
        boolean shaped = good && colon > head.from() && b[colon] == ':';
        Hash hash = shaped ? Hash.parse(b, colon + 1, head.to() - 1) : null;
        good = hash != null;
        return hash;
    }

    /** The height of such a string. */
    long headHeight(Span head) {
        int colon = head.to() - Hash.HEX_LENGTH - 2;
        long height = good ? JsonText.height(b, head.from() + 1, colon) : -1;
        good = height >= 0;
        return height;
    }

    /** Whether an array's items are all {@code {field, new_value?, old_value?}}. */
    void changes(Span span) {
        good = good && at < to && b[at] == '[';
        value(span);
        int i = span.from() + 1;
        while (good && b[i] != ']') {
            i = change(i);
            if (good && b[i] == ',') {
                i++;
            }
        }
    }

    private int change(int from) {
        if (!stands(from, FIELD)) {
            good = false;
            return from;
        }
        int i = JsonText.endOfString(b, from + FIELD.length - 1);
        if (stands(i, NEW_VALUE)) {
            i = JsonText.endOfValue(b, i + NEW_VALUE.length);
        }
        if (stands(i, OLD_VALUE)) {
            i = JsonText.endOfValue(b, i + OLD_VALUE.length);
        }
        good = b[i] == '}';
        return i + 1;
    }

    private boolean stands(int from, byte[] literal) {
        return from + literal.length <= to && Arrays.equals(b, from, from + literal.length, literal, 0, literal.length);
    }
}
