package io.hostledger.codec;

import io.hostledger.chain.JsonWriter;

/** Reads strings as they stand in JSON texts, and writes them in RFC 8785 form. */
final class StringText {
    private StringText() {}

    /** Reads the string whose opening quote the source is at. */
    static void read(Source in) throws MalformedJson {
        byte[] text = in.text;
        int to = in.to;
        int opened = in.at;
        // What stands in the text as in its RFC 8785 form is copied in runs, the quotes with them.
        int run = opened;
        int i = opened + 1;
        while (true) {
            i = StringBytes.endOfPlain(text, i, to);
            if (i == to) {
                throw in.fault("The string lacks its closing quote", opened);
            }
            byte b = text[i];
            if (b == '"') {
                in.out.raw(text, run, i + 1);
                in.at = i + 1;
                return;
            } else if (b < 0) {
                int length = StringBytes.sequence(text, i, to);
                if (length == 0) {
                    throw in.fault("The string is not valid UTF-8", i);
                }
                i += length;
            } else if (b == '\\') {
                in.out.raw(text, run, i);
                i = escape(in, i);
                run = i;
            } else {
                throw in.fault("A control character is not escaped", i);
            }
        }
    }

    /** Writes what the escape at {@code at} stands for; the byte behind it. */
    private static int escape(Source in, int at) throws MalformedJson {
        byte[] text = in.text;
        switch (at + 1 < in.to ? text[at + 1] : 0) {
            case '"', '\\', 'b', 'f', 'n', 'r', 't' -> in.out.raw(text, at, at + 2);
            case '/' -> in.out.put('/');
            case 'u' -> {
                return character(in, at);
            }
            default -> throw in.fault("Not one of JSON's escapes", at);
        }
        return at + 2;
    }

    private static int character(Source in, int at) throws MalformedJson {
        int unit = unit(in, at);
        if (!Character.isSurrogate((char) unit)) {
            write(unit, in.out);
            return at + 6;
        }
        boolean paired = Character.isHighSurrogate((char) unit)
                && at + 7 < in.to
                && in.text[at + 6] == '\\'
                && in.text[at + 7] == 'u';
        int second = paired ? unit(in, at + 6) : 0;
        if (!Character.isLowSurrogate((char) second)) {
            throw in.fault("The escape " + in.excerpt(at, at + 6) + " is a lone surrogate", at);
        }
        write(Character.toCodePoint((char) unit, (char) second), in.out);
        return at + 12;
    }

    private static int unit(Source in, int at) throws MalformedJson {
        int unit = StringBytes.hex4(in.text, at + 2, in.to);
        if (unit < 0) {
            throw in.fault("The escape \\u lacks its four hex digits", at);
        }
        return unit;
    }

    private static void write(int codePoint, JsonWriter out) {
        if (codePoint < 0x80) {
            out.escaped((byte) codePoint);
        } else if (codePoint < 0x800) {
            out.put(0xC0 | codePoint >> 6).put(tail(codePoint));
        } else if (codePoint < 0x10000) {
            out.put(0xE0 | codePoint >> 12).put(tail(codePoint >> 6)).put(tail(codePoint));
        } else {
            out.put(0xF0 | codePoint >> 18).put(tail(codePoint >> 12));
            out.put(tail(codePoint >> 6)).put(tail(codePoint));
        }
    }

    private static int tail(int bits) {
        return 0x80 | (bits & 0x3F);
    }
}
