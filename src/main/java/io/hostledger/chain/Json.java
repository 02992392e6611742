package io.hostledger.chain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value in RFC 8785 form, held as its UTF-8 bytes. Two values are equal exactly when their
 * bytes are. Immutable: nobody writes to the bytes once a value stands on them.
 */
public final class Json {
    public static final Json NULL = ofCanonical("null");
    public static final Json TRUE = ofCanonical("true");
    public static final Json FALSE = ofCanonical("false");
    public static final Json EMPTY_OBJECT = ofCanonical("{}");
    public static final Json EMPTY_ARRAY = ofCanonical("[]");

    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    private final byte[] bytes;
    private final int from;
    private final int to;

    private Json(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** The value whose RFC 8785 form stands in {@code bytes[from, to)}; trusted, not checked. */
    public static Json ofCanonical(byte[] bytes, int from, int to) {
        return new Json(bytes, from, to);
    }

    /** The value of a text that is in RFC 8785 form already; trusted, not checked. */
    public static Json ofCanonical(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Json(bytes, 0, bytes.length);
    }

    public static Json string(String value) {
        return new JsonWriter(value.length() + 16).string(value).json();
    }

    public static Json number(long value) {
        return new JsonWriter(20).number(value).json();
    }

    public Kind kind() {
        return switch (bytes[from]) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            default -> Kind.NUMBER;
        };
    }

    public boolean isObject() {
        return bytes[from] == '{';
    }

    public boolean isString() {
        return bytes[from] == '"';
    }

    public boolean isNull() {
        return bytes[from] == 'n';
    }

    /** How many bytes the RFC 8785 form has. */
    public int length() {
        return to - from;
    }

    /** A cursor over the members of an object, in canonical order. */
    public Members members() {
        return new Members(bytes, from, to);
    }

    /** A cursor over the items of an array. */
    public Items items() {
        return new Items(bytes, from, to);
    }

    /** The value of an object's member; null if it has none of that name. */
    public @Nullable Json member(String name) {
        Members members = members();
        while (members.next()) {
            if (members.nameIs(name)) {
                return members.value();
            }
        }
        return null;
    }

    /** The text of a JSON string. */
    public String string() {
        if (!isString()) {
            throw new IllegalStateException("not a string: " + kind());
        }
        return JsonText.decode(bytes, from + 1, to - 1);
    }

    /** The value of a number that is a whole number of at most 18 digits; -1 if it is not one, or is negative. */
    public long height() {
        return JsonText.height(bytes, from, to);
    }

    /** The bytes of the RFC 8785 form, a copy. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** The same value on bytes of its own, so that it does not keep a larger buffer alive. */
    public Json compact() {
        return from == 0 && to == bytes.length ? this : new Json(toBytes(), 0, to - from);
    }

    void writeTo(JsonWriter out) {
        out.raw(bytes, from, to);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Json json && Arrays.equals(bytes, from, to, json.bytes, json.from, json.to);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** The RFC 8785 form. */
    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
