package io.hostledger.index;

import io.hostledger.chain.Head;
import org.jspecify.annotations.Nullable;

/**
 * The central ledger up to one of its blocks.
 *
 * @param head that block; null: the ledger before its first one
 * @param timestamp of that block, microseconds since 1970
 * @param length of {@code ledger.jsonl} up to and with that block, bytes
 * @param blocks how many blocks those are, legacy ones too
 * @param legacyBlocks how many of them a Rust program wrote
 */
public record Extent(@Nullable Head head, long timestamp, long length, long blocks, long legacyBlocks) {
    public static final Extent EMPTY = new Extent(null, 0, 0, 0, 0);

    /** Height of the last block; -1 if there is none. */
    public long height() {
        return head == null ? -1 : head.height();
    }

    /** Height of the first block: heights of legacy blocks begin at 1. */
    public long first() {
        return legacyBlocks > 0 ? 1 : 0;
    }
}
