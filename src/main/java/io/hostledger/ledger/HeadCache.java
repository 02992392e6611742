package io.hostledger.ledger;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The heads that a lane keeps in memory, within bounds but for those with blocks on their way. One lane's own. */
final class HeadCache {
    /** Heads that are looked at, to let some go, for each that is kept or grows. */
    private static final int MOST_LOOKS = 64;

    private final LongSupplier settledSlot;
    private final int maxHeads;
    private final long maxBytes;
    private final Map<String, ElementHead> heads = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;
    // Written by the lane alone, or by its holder; read by any thread.
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();

    /**
     * @param settledSlot the last slot all of whose blocks are in the files
     * @param maxHeads heads that are kept, but for those with blocks on their way
     * @param maxBytes of the states of those heads
     */
    HeadCache(LongSupplier settledSlot, int maxHeads, long maxBytes) {
        this.settledSlot = settledSlot;
        this.maxHeads = maxHeads;
        this.maxBytes = maxBytes;
    }

    /** The head of an element; null where it is not kept. */
    @Nullable
    ElementHead get(String element) {
        return heads.get(element);
    }

    /** Somebody needed a head, and it was in memory or not. */
    void count(boolean hit) {
        AtomicLong count = hit ? hits : misses;
        count.lazySet(count.getPlain() + 1);
    }

    void keep(ElementHead head) {
        heads.put(head.id.text(), head);
        bytes += head.state().length();
    }

    /** From here on the next block of the element is built on this one. */
    void moveOn(Pending.OfElement made, long slot) {
        bytes += made.state.length() - made.head.state().length();
        made.head.moveOn(made.tip, made.state, slot);
    }

    /**
     * Lets heads go, the longest unused first, where there are too many.
     *
     * @param used has just been read, for tasks that come next; null if none has
     */
    void evict(@Nullable ElementHead used) {
        if (isWithinBounds()) {
            return;
        }
        Iterator<ElementHead> eldest = heads.values().iterator();
        // Not through all of them: where many are on their way, the next change looks further.
        for (int looks = 0; looks < MOST_LOOKS && eldest.hasNext() && !isWithinBounds(); looks++) {
            ElementHead old = eldest.next();
            if (old != used && old.lastSlot() <= settledSlot.getAsLong()) {
                eldest.remove();
                bytes -= old.state().length();
            }
        }
    }

    private boolean isWithinBounds() {
        return heads.size() <= maxHeads && bytes <= maxBytes;
    }

    void clear() {
        heads.clear();
        bytes = 0;
    }

    /** Any thread. */
    LaneLoad load(int queued) {
        return new LaneLoad(queued, hits.get(), misses.get());
    }
}
