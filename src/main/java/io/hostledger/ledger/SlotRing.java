package io.hostledger.ledger;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Puts slots back in the order of their numbers: any thread puts, the appender takes. */
final class SlotRing {
    private final AtomicReferenceArray<@Nullable Slot> slots;
    private final int mask;
    private long next;

    /** @param capacity how many slots can be on their way at once, at the most */
    SlotRing(int capacity) {
        int size = Integer.highestOneBit(Math.max(2, capacity) * 2 - 1);
        slots = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    void put(Slot slot) {
        if (!slots.compareAndSet((int) slot.number() & mask, null, slot)) {
            throw new IllegalStateException("more slots on their way than were bargained for");
        }
    }

    /** The next slot in order; null if it has not come yet. */
    @Nullable
    Slot peek() {
        // Not less than volatile: whoever put a slot may rely on its being seen, and not have called.
        return slots.get((int) next & mask);
    }

    /** Moves behind the slot that {@link #peek} gave. */
    void advance() {
        slots.setRelease((int) next & mask, null);
        next++;
    }
}
