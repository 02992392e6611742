package io.hostledger.journal;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import org.jspecify.annotations.Nullable;

/**
 * Where the central ledger stands, or stood when a batch was begun.
 *
 * @param head the last central block; null where the ledger was empty
 * @param timestamp the time below which no further block's may be, microseconds since 1970
 * @param length of {@code ledger.jsonl}, bytes
 */
public record Base(@Nullable Head head, long timestamp, long length) {
    public static final Base EMPTY = new Base(null, 0, 0);

    /** Height of the last block; -1 where the ledger was empty. */
    public long height() {
        return head == null ? -1 : head.height();
    }

    /** What the next block has as {@code prev_hash}. */
    public Hash hash() {
        return head == null ? Hash.ZERO : head.hash();
    }
}
