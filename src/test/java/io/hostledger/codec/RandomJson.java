package io.hostledger.codec;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;

/** Accepted JSON texts from a seed: any spacing, any escapes, any order of members, strings of all planes. */
final class RandomJson {
    private static final int[] EDGES = {
        0, 7, 8, 0x1F, ' ', '!', '"', '/', '\\', 'A', 'a', '~', 0x7F, 0x80, 0x7FF, 0x800, 0x2028, 0xD7FF, 0xE000,
        0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF
    };
    private static final String[] WORDS = {
        "null", "true", "false", "{}", "[]", "\"\"", "0", "-0", "-0.0", "1e-400", "1E+2"
    };

    private final SplittableRandom random;
    private final StringBuilder text = new StringBuilder();

    RandomJson(long seed) {
        random = new SplittableRandom(seed);
    }

    /** An array or object of at most so many levels, with empty ones as leaves of one level more. */
    String text(int levels) {
        text.setLength(0);
        space();
        container(levels);
        space();
        return text.toString();
    }

    private void value(int levels) {
        space();
        switch (random.nextInt(levels > 0 ? 8 : 6)) {
            case 0 -> text.append(WORDS[random.nextInt(WORDS.length)]);
            case 1, 2 -> number();
            case 3, 4, 5 -> string(characters());
            default -> container(levels);
        }
        space();
    }

    private void container(int levels) {
        boolean object = random.nextInt(3) > 0;
        Set<String> names = new HashSet<>();
        text.append(object ? '{' : '[');
        for (int i = random.nextInt(6); i > 0; i--) {
            if (object) {
                String name = characters();
                if (!names.add(name)) {
                    continue;
                }
                comma('{');
                space();
                string(name);
                space();
                text.append(':');
            } else {
                comma('[');
            }
            value(levels - 1);
        }
        text.append(object ? '}' : ']');
    }

    private void comma(char opening) {
        if (text.charAt(text.length() - 1) != opening) {
            text.append(',');
        }
    }

    private void number() {
        double bits = Double.longBitsToDouble(random.nextLong());
        switch (random.nextInt(4)) {
            case 0 -> text.append(Double.isFinite(bits) && Math.abs(bits) >= Double.MIN_NORMAL ? bits : 1.0);
            case 1 -> text.append(random.nextInt());
            case 2 -> text.append(random.nextLong(-(1L << 53), 1L << 53));
            default ->
                text.append(random.nextInt(100_000) / 1000.0)
                        .append(random.nextBoolean() ? "00" : "e" + random.nextInt(30));
        }
    }

    private String characters() {
        StringBuilder characters = new StringBuilder();
        int kind = random.nextInt(4);
        for (int i = random.nextInt(kind == 0 ? 40 : 6); i > 0; i--) {
            switch (kind) {
                case 0, 1 -> characters.append((char) ('a' + random.nextInt(4)));
                case 2 -> characters.appendCodePoint(EDGES[random.nextInt(EDGES.length)]);
                default -> {
                    int c = random.nextInt(0x110000);
                    characters.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? '"' : c);
                }
            }
        }
        return characters.toString();
    }

    private void string(String characters) {
        boolean escapeMore = random.nextInt(3) == 0;
        text.append('"');
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            boolean pair = Character.isHighSurrogate(c);
            if (c < ' ' || c == '"' || c == '\\' || (escapeMore && random.nextInt(3) == 0)) {
                escape(c);
                if (pair) {
                    escape(characters.charAt(++i));
                }
            } else {
                text.append(c);
                if (pair) {
                    text.append(characters.charAt(++i));
                }
            }
        }
        text.append('"');
    }

    private void escape(char c) {
        int plain = "\"\\/\b\f\n\r\t".indexOf(c);
        if (plain >= 0 && random.nextBoolean()) {
            text.append('\\').append("\"\\/bfnrt".charAt(plain));
        } else {
            HexFormat hex =
                    random.nextBoolean() ? HexFormat.of() : HexFormat.of().withUpperCase();
            text.append("\\u").append(hex.toHexDigits(c));
        }
    }

    private void space() {
        if (random.nextInt(8) == 0) {
            text.append(" \t\r\n".charAt(random.nextInt(4)));
        }
    }
}
