package io.hostledger.chain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reading bytes that are known to be in RFC 8785 form. Ranges of strings are without their quotes. */
public final class JsonText {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY = 0x0101010101010101L;

    private JsonText() {}

    /** Where the value that starts at {@code at} ends. */
    public static int endOfValue(byte[] b, int at) {
        return switch (b[at]) {
            case '"' -> endOfString(b, at);
            case '{', '[' -> endOfNested(b, at);
            default -> endOfScalar(b, at);
        };
    }

    /** Where the string whose opening quote is at {@code at} ends, behind its closing quote. */
    public static int endOfString(byte[] b, int at) {
        int i = at + 1;
        while (true) {
            for (; i + Long.BYTES <= b.length; i += Long.BYTES) {
                long word = (long) WORD.get(b, i);
                // The high bit of a quote or a backslash ends up set; borrows can only set bits above the first.
                long quotes = (word ^ EVERY * '"') - EVERY & ~(word ^ EVERY * '"');
                long slashes = (word ^ EVERY * '\\') - EVERY & ~(word ^ EVERY * '\\');
                long hits = (quotes | slashes) & EVERY << 7;
                if (hits != 0) {
                    i += Long.numberOfTrailingZeros(hits) >> 3;
                    break;
                }
            }
            if (b[i] == '"') {
                return i + 1;
            }
            i += b[i] == '\\' ? 2 : 1;
        }
    }

    private static int endOfNested(byte[] b, int at) {
        int depth = 0;
        int i = at;
        do {
            switch (b[i]) {
                case '{', '[' -> {
                    depth++;
                    i++;
                }
                case '}', ']' -> {
                    depth--;
                    i++;
                }
                case '"' -> i = endOfString(b, i);
                default -> i++;
            }
        } while (depth > 0);
        return i;
    }

    private static int endOfScalar(byte[] b, int at) {
        int i = at;
        while (i < b.length && b[i] != ',' && b[i] != '}' && b[i] != ']' && b[i] != '\n') {
            i++;
        }
        return i;
    }

    /** The text of a string, its escapes resolved. */
    public static String decode(byte[] b, int from, int to) {
        int escape = from;
        while (escape < to && b[escape] != '\\') {
            escape++;
        }
        if (escape == to) {
            return new String(b, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from);
        int plain = from;
        for (int i = escape; i < to; i++) {
            if (b[i] == '\\') {
                text.append(new String(b, plain, i - plain, StandardCharsets.UTF_8));
                i++;
                switch (b[i]) {
                    case 'b' -> text.append('\b');
                    case 't' -> text.append('\t');
                    case 'n' -> text.append('\n');
                    case 'f' -> text.append('\f');
                    case 'r' -> text.append('\r');
                    case 'u' -> {
                        text.append((char) Integer.parseInt(new String(b, i + 1, 4, StandardCharsets.US_ASCII), 16));
                        i += 4;
                    }
                    default -> text.append((char) b[i]);
                }
                plain = i + 1;
            }
        }
        return text.append(new String(b, plain, to - plain, StandardCharsets.UTF_8))
                .toString();
    }

    /** Orders two strings by their UTF-16 code units, as RFC 8785 orders members. */
    public static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        int same = Arrays.mismatch(a, aFrom, aTo, b, bFrom, bTo);
        if (same < 0) {
            return 0;
        }
        if (same == aTo - aFrom || same == bTo - bFrom) {
            return Integer.compare(aTo - aFrom, bTo - bFrom);
        }
        if (escapeNear(a, aFrom, aFrom + same) || escapeNear(b, bFrom, bFrom + same)) {
            return decode(a, aFrom, aTo).compareTo(decode(b, bFrom, bTo));
        }
        int x = a[aFrom + same] & 0xFF;
        int y = b[bFrom + same] & 0xFF;
        // Beyond the BMP (lead byte F0 on) UTF-16 has surrogates, which come before U+E000 (lead byte EE).
        if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) {
            return x >= 0xF0 ? -1 : 1;
        }
        return Integer.compare(x, y);
    }

    /** Whether the byte at {@code at} may belong to an escape, the longest of which has six bytes. */
    private static boolean escapeNear(byte[] b, int from, int at) {
        for (int i = Math.max(from, at - 5); i <= at; i++) {
            if (b[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** A whole number of at most 18 digits, from 0; -1 if these bytes are none. */
    public static long height(byte[] b, int from, int to) {
        if (from == to || to - from > 18 || (b[from] == '0' && to - from > 1)) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
