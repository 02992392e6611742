package io.hostledger.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the central ledger has at each height of a range, in eight bytes: a fingerprint of the block's hash
 * (30 bits), whether element blocks claim or name it, and a fingerprint of what its element's block must
 * say (32 bits, 0 if it is of no element). Of a ledger that has more blocks than there is room for, one
 * range after another is filled and asked. Filled by one thread, then read and claimed by many.
 */
final class HeightTable {
    static final int HASH = (1 << 30) - 1;
    private static final long CLAIMED = 1L << 31;
    private static final long ANSWERED = 1L << 30;

    private static final int BITS = 14;
    private static final int SIZE = 1 << BITS;

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    private long[] @Nullable [] chunks = new long[64] @Nullable [];
    /** Heights from here on are damage: of so many blocks the ledger has no room. */
    private final long most;
    /** Of a range. */
    private final long heights;

    private long first;
    /** Ranges in which there is a block. */
    private final BitSet used = new BitSet();

    /**
     * @param blocks how many the ledger may have: heights far beyond are left out
     * @param bytes how large it may be
     */
    HeightTable(long blocks, long bytes) {
        most = 4 * blocks + 64 * SIZE;
        long room = Math.max(1, bytes / Long.BYTES);
        heights = room < SIZE ? room : room / SIZE * SIZE;
        used.set(0);
    }

    /** How many ranges have blocks; known once all of them were put. The first is one of them. */
    int ranges() {
        return used.cardinality();
    }

    /** Goes to the next range that has blocks, all of which must be put again; false if there is none. */
    boolean nextRange() {
        int next = used.nextSetBit(range(first) + 1);
        if (next < 0) {
            return false;
        }
        first = next * heights;
        Arrays.fill(chunks, null);
        return true;
    }

    private int range(long height) {
        return (int) (height / heights);
    }

    /** Whether it is for another range to say what there is at a height. */
    boolean elsewhere(long height) {
        long offset = height - first;
        if (0 <= offset && offset < heights) {
            return false;
        }
        boolean known = 0 <= height && height < most && used.get(range(height));
        return known ? range(height) != range(first) : first != 0;
    }

    /**
     * The last block of a height counts. One of another range is only noted to be there.
     *
     * @param hash {@link References#ofHash}
     * @param reference 0 leaves what an earlier block of the height had
     */
    void put(long height, int hash, int reference) {
        long offset = height - first;
        if (0 <= offset && offset < heights && height < most) {
            long[] chunk = chunk(offset);
            if (chunk == null) {
                chunk = add(offset);
            }
            int at = at(offset);
            long kept = reference == 0 ? chunk[at] >>> 32 : reference;
            chunk[at] = kept << 32 | hash;
        } else if (0 <= height && height < most) {
            used.set(range(height));
        }
    }

    private long[] add(long offset) {
        int number = (int) (offset >>> BITS);
        if (number >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunks.length * 2, number + 1));
        }
        long[] chunk = new long[(int) Math.min(SIZE, heights)];
        chunks[number] = chunk;
        return chunk;
    }

    private long @Nullable [] chunk(long offset) {
        long number = offset >>> BITS;
        return number < chunks.length ? chunks[(int) number] : null;
    }

    private static int at(long offset) {
        return (int) (offset & SIZE - 1);
    }

    private long value(long height) {
        long offset = height - first;
        long[] chunk = offset < heights ? chunk(offset) : null;
        return chunk == null ? 0 : chunk[at(offset)];
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
        long offset = height - first;
        long[] chunk = offset < heights ? chunk(offset) : null;
        return chunk == null ? 0 : (long) VALUES.getAndBitwiseOr(chunk, at(offset), bit);
    }

    /** The heights of the range's blocks that no element block claims or names, from the lowest on. */
    void unclaimed(LongConsumer height) {
        for (int i = 0; i < chunks.length; i++) {
            long[] chunk = chunks[i];
            for (int at = 0; chunk != null && at < chunk.length; at++) {
                if (chunk[at] >>> 32 != 0 && (chunk[at] & (CLAIMED | ANSWERED)) == 0) {
                    height.accept(first + ((long) i << BITS) + at);
                }
            }
        }
    }
}
