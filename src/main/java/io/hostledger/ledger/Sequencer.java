package io.hostledger.ledger;

import java.util.function.LongSupplier;

/**
 * Gives out places in the central order: numbers without a gap, and timestamps that never go back,
 * whatever the clock does. Safe for several threads.
 */
final class Sequencer {
    /** A place in the central order: every one that is taken is handed to the appender, with blocks or without. */
    record Place(long number, long timestamp) {}

    private final LongSupplier clock;
    private long next;
    private long last;

    Sequencer(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized Place take() {
        last = Math.max(last, clock.getAsLong());
        return new Place(next++, last);
    }

    /** Holds time at this or later: what stands in the ledger already. */
    synchronized void notBefore(long timestamp) {
        last = Math.max(last, timestamp);
    }

    /** By how many microseconds time is held, the clock having stepped back; 0 if it is not. */
    synchronized long held() {
        return Math.max(0, last - clock.getAsLong());
    }
}
