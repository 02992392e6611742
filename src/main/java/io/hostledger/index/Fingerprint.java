package io.hostledger.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A 64-bit hash of bytes under a seed. Who does not know the seed cannot choose texts that collide;
 * still, equal fingerprints prove nothing and are confirmed by a look at the block.
 */
public final class Fingerprint {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long A = 0xa0761d6478bd642fL;
    private static final long B = 0xe7037ed1a0b428dbL;

    private Fingerprint() {}

    public static long of(long seed, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(seed, bytes, 0, bytes.length);
    }

    public static long of(long seed, byte[] bytes, int from, int to) {
        long state = seed ^ A;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            state = mix((long) LONG.get(bytes, at) ^ B, state);
        }
        long rest = 0;
        for (int i = to - 1; i >= at; i--) {
            rest = rest << 8 | bytes[i] & 0xFF;
        }
        return mix(mix(rest ^ B, state) ^ A, (to - from) ^ B ^ seed);
    }

    private static long mix(long x, long y) {
        long low = x * y;
        return low ^ Math.unsignedMultiplyHigh(x, y) ^ Long.rotateLeft(x, 29) ^ y;
    }
}
