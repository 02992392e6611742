package io.hostledger.ledger;

import java.util.List;
import java.util.function.Consumer;

/**
 * What is handed to the appender: a place in the central order with the blocks that go there, or
 * with none where nothing is to be written but the answer rests on what is.
 *
 * @param epoch the lanes' when it was made: what was made on heads that have since failed is refused
 * @param named whether it was asked for under a change_id
 * @param since when it was handed over, by the observer's clock
 * @param blocks at adjacent central heights, all or none
 * @param published called on the appender when the blocks, and all before them, are visible
 * @param refused called instead where they are not kept, or where that is not known
 */
record Slot(
        long number,
        int epoch,
        boolean named,
        long since,
        List<Pending> blocks,
        Runnable published,
        Consumer<Refusal> refused) {
    /** What its caller knows if it is refused behind a failure: under the same change_id another try may have been kept. */
    Refusal.Known knownIfNotKept() {
        return named ? Refusal.Known.UNKNOWN : Refusal.Known.NOTHING_KEPT;
    }

    /** Bytes of all its lines, at the most. */
    long maxBytes() {
        long bytes = 0;
        for (Pending block : blocks) {
            bytes += block.maxBytes();
        }
        return bytes;
    }
}
