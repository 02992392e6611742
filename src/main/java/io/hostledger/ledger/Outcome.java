package io.hostledger.ledger;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import org.jspecify.annotations.Nullable;

/** What became of a change or an event. */
public sealed interface Outcome {
    /**
     * The blocks are durable and in the files of both tiers.
     *
     * @param element null for an event
     */
    record Committed(@Nullable Block element, Block central) implements Outcome {}

    /** The element's head says just that already; no block was made. */
    record Unchanged(Head element, Head central) implements Outcome {}

    /**
     * The change_id was answered before, and the same was asked.
     *
     * @param element null for an event
     */
    record Repeated(@Nullable Head element, Head central) implements Outcome {}

    /** Nothing was kept, unless the refusal says that it is not known. */
    record Refused(Refusal why) implements Outcome {}

    /** A block with its line, {@code bytes[from, to)}, which has no newline and is never written to again. */
    record Block(long height, Hash hash, byte[] bytes, int from, int to) {
        public Head head() {
            return new Head(height, hash);
        }
    }
}
