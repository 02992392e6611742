package io.hostledger.verify;

import io.hostledger.chain.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * A keyed checksum of what two blocks must agree on. The key is drawn anew for every verification, so
 * that nobody can prepare bytes that collide: an alteration passes with a probability of 2^-32.
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

    long bytes(long state, byte[] bytes, int from, int to) {
        long sum = number(state, to - from);
        int at = from;
        for (; to - at >= 16; at += 16) {
            sum = fold((long) WORD.get(bytes, at) ^ sum, (long) WORD.get(bytes, at + 8) ^ a);
        }
        if (to - at >= 8) {
            sum = fold((long) WORD.get(bytes, at) ^ sum, b);
            at += 8;
        }
        long tail = 0;
        for (; at < to; at++) {
            tail = tail << 8 | bytes[at] & 0xFF;
        }
        return fold(tail ^ sum, c);
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
