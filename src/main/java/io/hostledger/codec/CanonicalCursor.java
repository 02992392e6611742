package io.hostledger.codec;

import io.hostledger.chain.Hash;
import io.hostledger.chain.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Steps through a text whose members come in a known order, making sure of its RFC 8785 form on the
 * way. Once a step fails, all further ones do.
 */
final class CanonicalCursor {
    private static final Literal[] SOURCES = {
        Literal.of("\"asserted\""), Literal.of("\"authenticated\""), Literal.of("\"service\"")
    };
    /** Whole numbers up to here are what RFC 8785 writes as they stand. */
    private static final long LARGEST_EXACT = 1L << 53;

    private static final Literal FIELD = Literal.of("{\"field\":");
    private static final Literal NEW_VALUE = Literal.of(",\"new_value\":");
    private static final Literal OLD_VALUE = Literal.of(",\"old_value\":");

    private byte[] b = new byte[0];
    private int at;
    private int to;

    void open(byte[] text, int from, int newTo) {
        b = text;
        at = from;
        to = newTo;
    }

    int at() {
        return at;
    }

    boolean good() {
        return at >= 0;
    }

    private void fail() {
        at = CanonicalScan.NO;
    }

    /** Steps over these bytes if they stand here. */
    boolean skip(Literal literal) {
        if (literal.stands(b, at, to)) {
            at += literal.length();
            return true;
        }
        return false;
    }

    void must(Literal literal) {
        if (!skip(literal)) {
            fail();
        }
    }

    void string(Span span) {
        span(span, at >= 0 && at < to && b[at] == '"' ? CanonicalScan.string(b, at, to) : CanonicalScan.NO);
    }

    private void span(Span span, int end) {
        span.set(at, Math.max(at, end));
        at = end;
    }

    void optionalString(Literal name, Span span) {
        if (skip(name)) {
            string(span);
        } else {
            span.clear();
        }
    }

    /** One of the words of {@code actor_source}. */
    void source(Span span) {
        int end = CanonicalScan.NO;
        for (Literal source : SOURCES) {
            if (source.stands(b, at, to)) {
                end = at + source.length();
            }
        }
        span(span, end);
    }

    /** @param levels how deep it may be nested, itself included */
    void object(Span span, int levels) {
        span(span, at >= 0 && at < to && b[at] == '{' ? CanonicalScan.value(b, at, to, levels) : CanonicalScan.NO);
    }

    /** As {@link #object(Span, int)}; remembers where the object's members stand. */
    void object(Span span, MemberIndex members, int levels) {
        span(span, at >= 0 && at < to && b[at] == '{' ? members.read(b, at, to, levels) : CanonicalScan.NO);
    }

    private void value(int levels) {
        if (at >= 0) {
            at = CanonicalScan.value(b, at, to, levels);
        }
    }

    long height() {
        int end = at;
        while (end >= 0 && end < to && b[end] >= '0' && b[end] <= '9') {
            end++;
        }
        long height = at < 0 ? -1 : JsonText.height(b, at, end);
        at = height < 0 || height > LARGEST_EXACT ? CanonicalScan.NO : end;
        return height;
    }

    Hash hash() {
        int end = at + Hash.HEX_LENGTH + 2;
        Hash hash = null;
        if (at >= 0 && end <= to && b[at] == '"' && b[end - 1] == '"') {
            hash = Hash.parse(b, at + 1, end - 1);
        }
        at = hash == null ? CanonicalScan.NO : end;
        return hash == null ? Hash.ZERO : hash;
    }

    /** The hash of a string {@code "<height>:<hash>"}. */
    @Nullable
    Hash headHash(Span head) {
        int colon = head.to() - Hash.HEX_LENGTH - 2;
        boolean shaped = at >= 0 && colon > head.from() && b[colon] == ':';
        Hash hash = shaped ? Hash.parse(b, colon + 1, head.to() - 1) : null;
        if (hash == null) {
            fail();
        }
        return hash;
    }

    /** The height of such a string. */
    long headHeight(Span head) {
        int colon = head.to() - Hash.HEX_LENGTH - 2;
        long height = at < 0 ? -1 : JsonText.height(b, head.from() + 1, colon);
        if (height < 0) {
            fail();
        }
        return height;
    }

    /** An array of {@code {field, new_value?, old_value?}}. @param levels as for {@link #object} */
    void changes(Span span, int levels) {
        int from = at;
        if (at >= 0 && at < to && b[at] == '[') {
            at++;
            if (!closes()) {
                change(span, levels - 2);
                while (at >= 0 && at < to && b[at] == ',') {
                    at++;
                    change(span, levels - 2);
                }
            }
            at = closes() ? at + 1 : CanonicalScan.NO;
        } else {
            fail();
        }
        span.set(from, Math.max(from, at));
    }

    private boolean closes() {
        return at >= 0 && at < to && b[at] == ']';
    }

    private void change(Span scratch, int levels) {
        must(FIELD);
        string(scratch);
        if (skip(NEW_VALUE)) {
            value(levels);
        }
        if (skip(OLD_VALUE)) {
            value(levels);
        }
        boolean ends = at >= 0 && at < to && b[at] == '}';
        at = ends ? at + 1 : CanonicalScan.NO;
    }
}
