package io.hostledger.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bytes inside a JSON string: runs that need no second look, and UTF-8 sequences. */
final class StringBytes {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY = 0x0101010101010101L;
    private static final long HIGH_BITS = EVERY << 7;

    private StringBytes() {}

    /**
     * Where the run of plain bytes from {@code at} on ends: at a quote, a backslash, a control
     * character, a byte beyond ASCII, or {@code to}.
     */
    static int endOfPlain(byte[] b, int at, int to) {
        int i = at;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORD.get(b, i);
            // A byte's high bit ends up set if it is beyond ASCII, or control or quote (less than 0x21 once its
            // second bit is flipped), or a backslash. Borrows can only set bits above the first such byte.
            long hits = (word | ((word ^ EVERY << 1) - EVERY * 0x21) | ((word ^ EVERY * '\\') - EVERY)) & HIGH_BITS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >> 3);
            }
        }
        while (i < to && b[i] >= 0x20 && b[i] != '"' && b[i] != '\\') {
            i++;
        }
        return i;
    }

    /** How many bytes the UTF-8 sequence at {@code at}, of a character beyond ASCII, has; 0 if it is not valid. */
    static int sequence(byte[] b, int at, int to) {
        int lead = b[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (to - at < length) {
            return 0;
        }
        // The second byte's range keeps out overlong forms, surrogates, and what is beyond U+10FFFF.
        int second = b[at + 1] & 0xFF;
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((b[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** The value of the four hex digits at {@code at}; -1 if they are none. */
    static int hex4(byte[] b, int at, int to) {
        if (to - at < 4) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = b[i] < 0 ? -1 : Character.digit(b[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
