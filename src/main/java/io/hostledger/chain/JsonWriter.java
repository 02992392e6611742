package io.hostledger.chain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer to which RFC 8785 text is written. Whoever writes keeps the members in their
 * canonical order. Not safe for several threads.
 */
public final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    public JsonWriter(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    public int length() {
        return length;
    }

    /** The buffer itself, whose first {@link #length()} bytes are written. */
    public byte[] array() {
        return bytes;
    }

    public JsonWriter reset() {
        length = 0;
        return this;
    }

    /** Forgets what was written from here on. */
    public void truncate(int newLength) {
        length = newLength;
    }

    /** Writes a hash's hex over what stands at a place before the end. */
    public void hashAt(int at, Hash hash) {
        hash.writeHex(bytes, at);
    }

    /** Moves on over so many zeros. */
    public JsonWriter skip(int count) {
        ensure(count);
        Arrays.fill(bytes, length, length + count, (byte) 0);
        length += count;
        return this;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    public JsonWriter put(int b) {
        if (length == bytes.length) {
            ensure(1);
        }
        bytes[length++] = (byte) b;
        return this;
    }

    public JsonWriter raw(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    public JsonWriter raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    /** Text of ASCII characters alone, as it stands. */
    @SuppressWarnings("deprecation") // the copy of low bytes is what ASCII needs, and the fastest there is
    public JsonWriter ascii(String text) {
        ensure(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    public JsonWriter json(Json value) {
        value.writeTo(this);
        return this;
    }

    public JsonWriter hash(Hash hash) {
        ensure(Hash.HEX_LENGTH);
        hash.writeHex(bytes, length);
        length += Hash.HEX_LENGTH;
        return this;
    }

    /** A whole number. */
    public JsonWriter number(long value) {
        if (value >= 0 && value < 10) {
            return put('0' + (int) value);
        }
        return ascii(Long.toString(value));
    }

    /** A string with its quotes, escaped as RFC 8785 asks. The text has no lone surrogates. */
    public JsonWriter string(String text) {
        int n = text.length();
        ensure(n + 2);
        put('"');
        int i = 0;
        for (; i < n; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7E || c == '"' || c == '\\') {
                break;
            }
            bytes[length++] = (byte) c;
        }
        if (i < n) {
            escaped(text.substring(i).getBytes(StandardCharsets.UTF_8));
        }
        return put('"');
    }

    private void escaped(byte[] utf8) {
        for (byte b : utf8) {
            escaped(b);
        }
    }

    /** One byte of a string's UTF-8, escaped where RFC 8785 asks for it. */
    public void escaped(byte b) {
        switch (b) {
            case '"' -> ascii("\\\"");
            case '\\' -> ascii("\\\\");
            case '\b' -> ascii("\\b");
            case '\t' -> ascii("\\t");
            case '\n' -> ascii("\\n");
            case '\f' -> ascii("\\f");
            case '\r' -> ascii("\\r");
            default -> {
                if (b >= 0 && b < 0x20) {
                    ascii("\\u00").put(HEX[b >> 4]).put(HEX[b & 15]);
                } else {
                    put(b);
                }
            }
        }
    }

    /** What was written so far, as a value on bytes of its own. */
    public Json json() {
        return Json.ofCanonical(Arrays.copyOf(bytes, length), 0, length);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written, for good: the buffer itself where it is full. Nothing may be written any more. */
    public byte[] finish() {
        return length == bytes.length ? bytes : toBytes();
    }
}
