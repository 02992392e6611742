package io.hostledger.verify;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the central ledger has at each height, in eight bytes: a fingerprint of the block's hash (30
 * bits), whether element blocks claim or name it, and a fingerprint of what its element's block must say
 * (32 bits, 0 if it is of no element). Filled by one thread, then read and claimed by many.
 */
final class HeightTable {
    static final int HASH = (1 << 30) - 1;
    private static final long CLAIMED = 1L << 31;
    private static final long ANSWERED = 1L << 30;

    private static final int BITS = 14;
    private static final int SIZE = 1 << BITS;
    /** Heights from here on are not those of a ledger that any disk holds. */
    private static final long DENSE = 1L << 20;

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    private long[] @Nullable [] dense = new long[64] @Nullable [];
    private final Map<Long, long[]> sparse = new HashMap<>();
    private long chunksLeft;
    private long bytesLeft;

    /**
     * @param blocks how many the ledger may have: heights that would need much more room are left out
     * @param bytes how large it may become
     */
    HeightTable(long blocks, long bytes) {
        chunksLeft = blocks / SIZE + 64;
        bytesLeft = bytes;
    }

    /**
     * The last block of a height counts.
     *
     * @param hash {@link References#ofHash}
     * @param reference 0 leaves what an earlier block of the height had
     * @throws IOException if it would become too large
     */
    void put(long height, int hash, int reference) throws IOException {
        long[] chunk = chunk(height);
        if (chunk == null) {
            chunk = add(height);
        }
        if (chunk != null) {
            int at = at(height);
            long kept = reference == 0 ? chunk[at] >>> 32 : reference;
            chunk[at] = kept << 32 | hash;
        }
    }

    private long @Nullable [] add(long height) throws IOException {
        if (height < 0 || chunksLeft == 0) {
            return null;
        }
        chunksLeft--;
        bytesLeft -= SIZE * Long.BYTES;
        if (bytesLeft < 0) {
            throw new IOException("the ledger has too many blocks to be verified with this heap, of "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB: each takes " + Long.BYTES + " bytes of it");
        }
        long[] chunk = new long[SIZE];
        long number = height >>> BITS;
        if (number >= DENSE) {
            sparse.put(number, chunk);
            return chunk;
        }
        if (number >= dense.length) {
            dense = Arrays.copyOf(dense, Math.max(dense.length * 2, (int) number + 1));
        }
        dense[(int) number] = chunk;
        return chunk;
    }

    private long @Nullable [] chunk(long height) {
        long number = height >>> BITS;
        if (number < dense.length) {
            return dense[(int) number];
        }
        return number < DENSE ? null : sparse.get(number);
    }

    private static int at(long height) {
        return (int) (height & SIZE - 1);
    }

    private long value(long height) {
        long[] chunk = chunk(height);
        return chunk == null ? 0 : chunk[at(height)];
    }

    /** The fingerprint of the hash of the block at a height; 0 if there is no block. */
    int hash(long height) {
        return (int) value(height) & HASH;
    }

    /** The fingerprint of what the element block must say; 0 if there is no block, or none of an element. */
    int reference(long height) {
        return (int) (value(height) >>> 32);
    }

    /** An element block claims a central block as its own; false if one did already. */
    boolean claim(long height) {
        return (mark(height, CLAIMED) & CLAIMED) == 0;
    }

    /** A doubtful block names a central block; false if one did already, or one claimed it. */
    boolean answer(long height) {
        return (mark(height, ANSWERED) & (CLAIMED | ANSWERED)) == 0;
    }

    private long mark(long height, long bit) {
        long[] chunk = chunk(height);
        return chunk == null ? 0 : (long) VALUES.getAndBitwiseOr(chunk, at(height), bit);
    }

    /** The heights of blocks that no element block claims or names, in no order. */
    void unclaimed(LongConsumer height) {
        for (int i = 0; i < dense.length; i++) {
            unclaimed(i, dense[i], height);
        }
        sparse.forEach((number, chunk) -> unclaimed(number, chunk, height));
    }

    private static void unclaimed(long number, long @Nullable [] chunk, LongConsumer height) {
        for (int i = 0; chunk != null && i < SIZE; i++) {
            if (chunk[i] >>> 32 != 0 && (chunk[i] & (CLAIMED | ANSWERED)) == 0) {
                height.accept(number << BITS | i);
            }
        }
    }
}
