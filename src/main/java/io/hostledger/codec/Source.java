package io.hostledger.codec;

import io.hostledger.chain.JsonWriter;
import java.nio.charset.StandardCharsets;

/** A text that is being read, how far it has been, and what was written of it. */
final class Source {
    private static final byte[] NOTHING = new byte[0];
    /** The most bytes of the text that a fault tells. */
    private static final int EXCERPT = 40;

    private static final int FIRST_BYTES = 1 << 10;
    /** A buffer of more bytes is let go after use. */
    private static final int KEPT_BYTES = 1 << 20;

    final Trail trail = new Trail();
    JsonWriter out = new JsonWriter(FIRST_BYTES);
    byte[] text = NOTHING;
    /** The next byte to read. */
    int at;
    /** Where the text ends. */
    int to;

    private int from;

    void open(byte[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.at = from;
        this.to = to;
    }

    /** Lets go of the text, and is ready for the next one. */
    void close() {
        text = NOTHING;
        trail.clear();
        out = out.array().length > KEPT_BYTES ? new JsonWriter(FIRST_BYTES) : out.reset();
    }

    /** Steps over white space; the byte behind it, or -1 at the end of the text. Bytes beyond ASCII are from 128 on. */
    int token() {
        int i = at;
        while (i < to && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t')) {
            i++;
        }
        at = i;
        return i < to ? text[i] & 0xFF : -1;
    }

    /** The fault that something else was expected here. */
    MalformedJson expected(String what) {
        return expected(what, at);
    }

    MalformedJson expected(String what, int where) {
        if (where >= to) {
            return fault("The text ends where " + what + " is expected", to);
        }
        int b = text[where] & 0xFF;
        String found = b > ' ' && b < 0x7F ? "'" + (char) b + "'" : String.format("the byte 0x%02X", b);
        return fault("Expected " + what + ", found " + found, where);
    }

    MalformedJson fault(String what, int where) {
        return new MalformedJson(trail.pointer(out.array()), what + " (byte " + (where - from) + ").");
    }

    /** A part of the text that is of printable ASCII, shortened if it is long. */
    String excerpt(int from, int to) {
        int shown = Math.min(to - from, EXCERPT);
        String text = new String(this.text, from, shown, StandardCharsets.ISO_8859_1);
        return shown < to - from ? text.substring(0, EXCERPT - 3) + "..." : text;
    }
}
