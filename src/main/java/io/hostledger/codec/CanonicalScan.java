package io.hostledger.codec;

/**
 * Checks that bytes are Accepted JSON in RFC 8785 form, in one pass that keeps nothing. Each method
 * answers where what it looks at ends, or {@link #NO}.
 */
final class CanonicalScan {
    static final int NO = -1;

    private CanonicalScan() {}

    static int value(byte[] b, int at, int to, int levels) {
        if (at >= to) {
            return NO;
        }
        return switch (b[at]) {
            case '"' -> string(b, at, to);
            case '{' -> levels > 0 ? object(b, at, to, levels - 1) : NO;
            case '[' -> levels > 0 ? array(b, at, to, levels - 1) : NO;
            case 't' -> word(b, at, to, StrictJson.TRUE);
            case 'f' -> word(b, at, to, StrictJson.FALSE);
            case 'n' -> word(b, at, to, StrictJson.NULL);
            default -> NumberText.endOfCanonical(b, at, to);
        };
    }

    private static int object(byte[] b, int at, int to, int levels) {
        int i = at + 1;
        if (i < to && b[i] == '}') {
            return i + 1;
        }
        int lastFrom = NO;
        int lastTo = NO;
        while (i < to && b[i] == '"') {
            int nameFrom = i + 1;
            i = string(b, i, to);
            if (i == NO || i == to || b[i] != ':') {
                return NO;
            }
            int nameTo = i - 1;
            if (lastFrom != NO && MemberName.compare(b, lastFrom, lastTo, nameFrom, nameTo) >= 0) {
                return NO;
            }
            lastFrom = nameFrom;
            lastTo = nameTo;
            i = value(b, i + 1, to, levels);
            if (i == NO || i == to) {
                return NO;
            }
            if (b[i] != ',') {
                return b[i] == '}' ? i + 1 : NO;
            }
            i++;
        }
        return NO;
    }

    private static int array(byte[] b, int at, int to, int levels) {
        int i = at + 1;
        if (i < to && b[i] == ']') {
            return i + 1;
        }
        while (true) {
            i = value(b, i, to, levels);
            if (i == NO || i == to) {
                return NO;
            }
            if (b[i] != ',') {
                return b[i] == ']' ? i + 1 : NO;
            }
            i++;
        }
    }

    static int string(byte[] b, int at, int to) {
        int i = at + 1;
        while (true) {
            i = StringBytes.endOfPlain(b, i, to);
            if (i == to) {
                return NO;
            }
            int length;
            if (b[i] == '"') {
                return i + 1;
            } else if (b[i] < 0) {
                length = StringBytes.sequence(b, i, to);
            } else if (b[i] == '\\') {
                length = escape(b, i, to);
            } else {
                return NO;
            }
            if (length == 0) {
                return NO;
            }
            i += length;
        }
    }

    /** How long the escape is, if it is the one that RFC 8785 has for its character; else 0. */
    private static int escape(byte[] b, int at, int to) {
        if (at + 1 == to) {
            return 0;
        }
        return switch (b[at + 1]) {
            case '"', '\\', 'b', 't', 'n', 'f', 'r' -> 2;
            case 'u' -> control(b, at, to) ? 6 : 0;
            default -> 0;
        };
    }

    /** Whether it is the escape of a control character that has no short one. */
    private static boolean control(byte[] b, int at, int to) {
        int c = StringBytes.hex4(b, at + 2, to);
        boolean lowerCase = c >= 0 && (b[at + 5] < 'A' || b[at + 5] > 'F');
        return lowerCase && c < 0x20 && (c < '\b' || c > '\r' || c == 0x0B);
    }

    private static int word(byte[] b, int at, int to, byte[] word) {
        return StrictJson.startsWith(b, at, to, word) ? at + word.length : NO;
    }
}
