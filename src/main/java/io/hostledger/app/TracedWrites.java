package io.hostledger.app;

import io.hostledger.ledger.Change;
import io.hostledger.ledger.Commit;
import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Passage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.concurrent.CompletableFuture;

/** The way into the ledger while requests are traced: a change gets spans of its steps inside that of its request. */
final class TracedWrites extends LedgerWrites {
    private static final AttributeKey<Long> BLOCKS = AttributeKey.longKey("hostledger.batch.blocks");
    private static final AttributeKey<Long> BYTES = AttributeKey.longKey("hostledger.batch.bytes");

    TracedWrites(Ledger ledger) {
        super(ledger);
    }

    @Override
    public CompletableFuture<Outcome> change(Change change) {
        Spans.OfRequest request = Tracing.current();
        return request == null ? ledger.change(change) : ledger.change(change, new Steps(request, System.nanoTime()));
    }

    /** Makes a span of each step of one change. */
    private record Steps(Spans.OfRequest request, long taken) implements Passage {
        @Override
        public void madeOnLane() {
            request.step("lane", taken, System.nanoTime(), Attributes.empty());
        }

        @Override
        public void committed(Commit commit) {
            Attributes batch = Attributes.of(BLOCKS, (long) commit.blocks(), BYTES, (long) commit.bytes());
            request.step("commit", commit.sealing(), commit.durable(), batch);
            request.step("apply", commit.durable(), commit.applied(), Attributes.empty());
        }
    }
}
