package io.hostledger.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes that are looked for in many places, compared eight at a time. */
final class Literal {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final long first;
    private final long last;

    private Literal(byte[] bytes) {
        this.bytes = bytes;
        boolean wide = bytes.length >= Long.BYTES;
        this.first = wide ? (long) WORD.get(bytes, 0) : 0;
        this.last = wide ? (long) WORD.get(bytes, bytes.length - Long.BYTES) : 0;
    }

    static Literal of(String ascii) {
        return new Literal(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    int length() {
        return bytes.length;
    }

    /** Whether it stands at {@code at}, and ends at {@code to} at the latest. */
    boolean stands(byte[] b, int at, int to) {
        int end = at + bytes.length;
        if (at < 0 || end > to) {
            return false;
        }
        if (bytes.length < Long.BYTES) {
            return same(b, at);
        }
        if ((long) WORD.get(b, at) != first || (long) WORD.get(b, end - Long.BYTES) != last) {
            return false;
        }
        for (int i = Long.BYTES; i < bytes.length - Long.BYTES; i += Long.BYTES) {
            if ((long) WORD.get(b, at + i) != (long) WORD.get(bytes, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean same(byte[] b, int at) {
        for (int i = 0; i < bytes.length; i++) {
            if (b[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
