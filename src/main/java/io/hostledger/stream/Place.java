package io.hostledger.stream;

import io.hostledger.chain.Head;
import org.jspecify.annotations.Nullable;

/** What comes of a {@link Start}. */
public sealed interface Place {
    /**
     * The place is in the ledger, or at its end.
     *
     * @param height of the first block that the stream may hold
     * @param offset where that block's line starts in {@code ledger.jsonl}
     * @param behind the block before it; null if there is none
     */
    record Found(long height, long offset, @Nullable Head behind) implements Place {}

    /** The ledger has another block than this one at its height, or ends before it. */
    record Forked(Head id) implements Place {}

    /** The height is more than one above the last block's. */
    record Beyond(long lastHeight) implements Place {}
}
