package io.hostledger.ledger;

import java.util.ArrayDeque;

/**
 * What the differences of changes on their way to the files may take of the memory together. Small
 * requests may have large ones: a deletion has all of the state before. Who finds no room waits, and
 * those go in the order in which they came. Safe for several threads.
 */
final class DifferenceRoom {
    private record Waiting(long size, Runnable then) {}

    private final long bytes;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long taken;

    DifferenceRoom(long bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes room; one alone may be larger than all there is.
     *
     * @param then called, by whoever gives room back, once it is taken; not if it is at once
     * @return whether it is taken
     */
    synchronized boolean take(long size, Runnable then) {
        if (waiting.isEmpty() && fits(size)) {
            taken += size;
            return true;
        }
        waiting.add(new Waiting(size, then));
        return false;
    }

    private boolean fits(long size) {
        return taken == 0 || taken + size <= bytes;
    }

    void release(long size) {
        ArrayDeque<Waiting> next;
        synchronized (this) {
            taken -= size;
            if (waiting.isEmpty()) {
                return; // nearly always, and for each change
            }
            next = new ArrayDeque<>();
            while (!waiting.isEmpty() && fits(waiting.peek().size())) {
                taken += waiting.peek().size();
                next.add(waiting.remove());
            }
        }
        next.forEach(each -> each.then().run());
    }

    synchronized long taken() {
        return taken;
    }
}
