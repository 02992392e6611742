package io.hostledger.index;

import io.hostledger.chain.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which central blocks may bear a change_id: the last {@value #BLOCKS} blocks at least, twice as many
 * at most, by a fingerprint of the id. Bounded at 4 MiB. Safe for several threads.
 */
public final class ChangeIds {
    /** For how many blocks a change_id is remembered, at least (contract, section 3). */
    public static final int BLOCKS = Limits.CHANGE_ID_BLOCKS;

    /** The low bits of a slot: a height within its window, plus one. The bits above are the fingerprint's. */
    private static final int HEIGHT_BITS = 17;

    private static final long HEIGHT_MASK = (1L << HEIGHT_BITS) - 1;

    /** The ids of {@value #BLOCKS} adjacent heights, in open addressing; an empty slot is 0. */
    private static final class Window {
        private final long base;
        private long[] slots = new long[1_024];
        private int used;

        private Window(long number) {
            base = number * BLOCKS;
        }

        private void add(long slot) {
            if (used * 4 >= slots.length * 3) {
                long[] old = slots;
                slots = new long[old.length * 2];
                for (long kept : old) {
                    if (kept != 0) {
                        place(kept);
                    }
                }
            }
            used += place(slot) ? 1 : 0;
        }

        /** False if it is there already. */
        private boolean place(long slot) {
            int i = first(slot);
            while (slots[i] != 0) {
                if (slots[i] == slot) {
                    return false;
                }
                i = i + 1 & slots.length - 1;
            }
            slots[i] = slot;
            return true;
        }

        private int first(long fingerprint) {
            return (int) (fingerprint >>> HEIGHT_BITS) & slots.length - 1;
        }

        private void find(long fingerprint, List<Long> heights) {
            for (int i = first(fingerprint); slots[i] != 0; i = i + 1 & slots.length - 1) {
                if ((slots[i] ^ fingerprint) >>> HEIGHT_BITS == 0) {
                    heights.add(base + (slots[i] & HEIGHT_MASK) - 1);
                }
            }
        }
    }

    private final long seed;
    private Window older = new Window(-1);
    private Window newer = new Window(0);

    /** @param seed any number that callers cannot guess */
    public ChangeIds(long seed) {
        this.seed = seed;
    }

    long seed() {
        return seed;
    }

    /** Remembers that the block of this height bears the id. Heights never go down by more than {@value #BLOCKS}. */
    public void add(String changeId, long height) {
        addFingerprint(Fingerprint.of(seed, changeId), height);
    }

    /** As {@link #add}, by the fingerprint, of which the low bits do not matter. */
    synchronized void addFingerprint(long fingerprint, long height) {
        long number = height / BLOCKS;
        long newest = newer.base / BLOCKS;
        if (number > newest) {
            older = number == newest + 1 ? newer : new Window(number - 1);
            newer = new Window(number);
        }
        Window window = height >= newer.base ? newer : older;
        window.add(fingerprint & ~HEIGHT_MASK | height - window.base + 1);
    }

    /** The heights of the blocks that may bear the id, the newest first; the caller looks at them. */
    public long[] candidates(String changeId) {
        long fingerprint = Fingerprint.of(seed, changeId);
        List<Long> heights = new ArrayList<>(2);
        synchronized (this) {
            newer.find(fingerprint, heights);
            older.find(fingerprint, heights);
        }
        long[] newestFirst = new long[heights.size()];
        for (int i = 0; i < newestFirst.length; i++) {
            newestFirst[i] = -heights.get(i);
        }
        Arrays.sort(newestFirst);
        for (int i = 0; i < newestFirst.length; i++) {
            newestFirst[i] = -newestFirst[i];
        }
        return newestFirst;
    }

    /** Puts how many are remembered, then for each the fingerprint, its low bits zero, and the height. */
    synchronized void writeTo(ByteSink out) {
        out.putInt(size());
        for (Window window : List.of(older, newer)) {
            for (long slot : window.slots) {
                if (slot != 0) {
                    out.putLong(slot & ~HEIGHT_MASK).putLong(window.base + (slot & HEIGHT_MASK) - 1);
                }
            }
        }
    }

    synchronized int size() {
        return older.used + newer.used;
    }
}
