package io.hostledger.ledger;

import io.hostledger.chain.Head;
import org.jspecify.annotations.Nullable;

/**
 * How far readers see: everything up to here is durable and in the files of both tiers.
 *
 * @param head the last central block; null while the ledger is empty
 * @param timestamp of that block, microseconds since 1970
 * @param length of {@code ledger.jsonl} up to and with that block, bytes
 * @param blocks how many central blocks there are, legacy ones too
 * @param elements how many element chains there are
 * @param legacyBlocks how many of the blocks a Rust program wrote
 */
public record Visible(@Nullable Head head, long timestamp, long length, long blocks, long elements, long legacyBlocks) {

    public static final Visible EMPTY = new Visible(null, 0, 0, 0, 0, 0);

    /** Height of the last block; -1 while the ledger is empty. */
    public long height() {
        return head == null ? -1 : head.height();
    }
}
