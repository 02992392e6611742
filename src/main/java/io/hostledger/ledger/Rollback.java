package io.hostledger.ledger;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import org.jspecify.annotations.Nullable;

/** An element takes up again the state that it had at one of its heights; always a new block. */
public record Rollback(
        ElementId element,
        long toHeight,
        Attribution by,
        @Nullable String reason,
        @Nullable Expected expected) {}
