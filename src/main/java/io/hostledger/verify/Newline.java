package io.hostledger.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds newlines, eight bytes at a time. */
final class Newline {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;

    private Newline() {}

    /** Where the first newline in {@code bytes[from, to)} stands; {@code to} if there is none. */
    static int find(byte[] bytes, int from, int to) {
        int at = from;
        for (; to - at >= 8; at += 8) {
            long zeros = (long) WORD.get(bytes, at) ^ ONES * '\n';
            long found = zeros - ONES & ~zeros & TOPS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
