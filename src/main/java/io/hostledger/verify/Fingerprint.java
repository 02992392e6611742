package io.hostledger.verify;

import io.hostledger.chain.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * A keyed checksum of what two blocks must agree on. The key is drawn anew for every verification, so
 * that nobody can prepare bytes that collide: an alteration passes with a probability of 2^-30 at the most.
 * Fold-multiply over 16 bytes a step.
 */
final class Fingerprint {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long a;
    private final long b;
    private final long c;

    Fingerprint() {
        SecureRandom random = new SecureRandom();
        a = random.nextLong();
        b = random.nextLong();
        c = random.nextLong();
    }

    long start() {
        return c;
    }

    long number(long state, long number) {
        return fold(state ^ a, number ^ b);
    }

    long hash(long state, Hash hash) {
        return fold(fold(state ^ hash.a(), hash.b() ^ a) ^ hash.c(), hash.d() ^ b);
    }

    /** Bytes and how many they are. */
    long bytes(long state, byte[] bytes, int from, int to) {
        int length = to - from;
        long sum = state ^ length;
        if (length < Long.BYTES) {
            long word = 0;
            for (int i = from; i < to; i++) {
                word = word << 8 | bytes[i] & 0xFF;
            }
            return fold(sum ^ a, word ^ b);
        }
        for (int at = from; at < to - 2 * Long.BYTES; at += 2 * Long.BYTES) {
            sum = fold(sum ^ (long) WORD.get(bytes, at), a ^ (long) WORD.get(bytes, at + Long.BYTES));
        }
        // What is left, up to 16 bytes, is in the first and the last eight of them, which may overlap.
        int last = Math.max(from, to - 2 * Long.BYTES);
        return fold(sum ^ (long) WORD.get(bytes, last), b ^ (long) WORD.get(bytes, to - Long.BYTES));
    }

    /** Four bytes of a state, never 0. */
    int finish(long state) {
        int sum = (int) (fold(state ^ b, c) >>> 32);
        return sum == 0 ? 1 : sum;
    }

    private static long fold(long x, long y) {
        return Math.unsignedMultiplyHigh(x, y) ^ x * y;
    }
}
