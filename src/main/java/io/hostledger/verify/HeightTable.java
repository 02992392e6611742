package io.hostledger.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the central ledger has at each height, in eight bytes: a fingerprint of the block's hash, and
 * one of what its element's block must say (0 if it is of no element); and which of them element
 * blocks claim. Filled by one thread, then read by many.
 */
final class HeightTable {
    private static final int BITS = 14;
    private static final int SIZE = 1 << BITS;
    /** Heights from here on are not those of a ledger that any disk holds. */
    private static final long DENSE = 1L << 20;

    private static final VarHandle BITMAP = MethodHandles.arrayElementVarHandle(long[].class);

    private static final class Chunk {
        final long[] values = new long[SIZE];
        final long[] claimed = new long[SIZE / Long.SIZE];
        final long[] answered = new long[SIZE / Long.SIZE];
    }

    private @Nullable Chunk[] dense = new @Nullable Chunk[64];
    private final Map<Long, Chunk> sparse = new HashMap<>();
    private long chunksLeft;

    /** @param blocks how many the ledger may have: heights that would need much more room are left out */
    HeightTable(long blocks) {
        chunksLeft = blocks / SIZE + 64;
    }

    /** The last block of a height counts. @param reference 0 leaves what an earlier block of the height had */
    void put(long height, int hash, int reference) {
        Chunk chunk = chunk(height);
        if (chunk == null) {
            chunk = add(height);
        }
        if (chunk != null) {
            int at = (int) (height & SIZE - 1);
            int kept = reference == 0 ? (int) (chunk.values[at] >>> 32) : reference;
            chunk.values[at] = (long) kept << 32 | hash & 0xFFFF_FFFFL;
        }
    }

    private @Nullable Chunk add(long height) {
        if (height < 0 || chunksLeft == 0) {
            return null;
        }
        chunksLeft--;
        Chunk chunk = new Chunk();
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

    private @Nullable Chunk chunk(long height) {
        long number = height >>> BITS;
        if (number < dense.length) {
            return dense[(int) number];
        }
        return number < DENSE ? null : sparse.get(number);
    }

    private long value(long height) {
        Chunk chunk = chunk(height);
        return chunk == null ? 0 : chunk.values[(int) (height & SIZE - 1)];
    }

    /** The fingerprint of the hash of the block at a height; 0 if there is no block. */
    int hash(long height) {
        return (int) value(height);
    }

    /** The fingerprint of what the element block must say; 0 if there is no block, or none of an element. */
    int reference(long height) {
        return (int) (value(height) >>> 32);
    }

    /** An element block claims a central block as its own; false if one did already. */
    boolean claim(long height) {
        Chunk chunk = chunk(height);
        return chunk == null || set(chunk.claimed, height);
    }

    /** A doubtful block names a central block; false if one did already, or one claimed it. */
    boolean answer(long height) {
        Chunk chunk = chunk(height);
        return chunk == null || set(chunk.answered, height) && !isSet(chunk.claimed, (int) (height & SIZE - 1));
    }

    private static boolean set(long[] bitmap, long height) {
        int at = (int) (height & SIZE - 1);
        long bit = 1L << at;
        return ((long) BITMAP.getAndBitwiseOr(bitmap, at >> 6, bit) & bit) == 0;
    }

    private static boolean isSet(long[] bitmap, int at) {
        return (bitmap[at >> 6] & 1L << at) != 0;
    }

    /** The heights of blocks that no element block claims or names, in no order. */
    void unclaimed(LongConsumer height) {
        for (int i = 0; i < dense.length; i++) {
            unclaimed(i, dense[i], height);
        }
        sparse.forEach((number, chunk) -> unclaimed(number, chunk, height));
    }

    private static void unclaimed(long number, @Nullable Chunk chunk, LongConsumer height) {
        for (int i = 0; chunk != null && i < SIZE; i++) {
            if (chunk.values[i] >>> 32 != 0 && !isSet(chunk.claimed, i) && !isSet(chunk.answered, i)) {
                height.accept(number << BITS | i);
            }
        }
    }
}
