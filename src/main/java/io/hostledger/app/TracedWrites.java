package io.hostledger.app;

import io.hostledger.api.WritePath;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.ChangeSet;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import io.hostledger.ledger.Commit;
import io.hostledger.ledger.Event;
import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Passage;
import io.hostledger.ledger.Rollback;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.concurrent.CompletableFuture;

/** The way into the ledger while requests are traced: a change gets spans of its steps inside that of its request. */
final class TracedWrites implements WritePath {
    private static final AttributeKey<Long> BLOCKS = AttributeKey.longKey("hostledger.batch.blocks");
    private static final AttributeKey<Long> BYTES = AttributeKey.longKey("hostledger.batch.bytes");

    private final Ledger ledger;

    TracedWrites(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public CompletableFuture<Outcome> change(Change change) {
        Spans.OfRequest request = Tracing.current();
        return request == null ? ledger.change(change) : ledger.change(change, new Steps(request, System.nanoTime()));
    }

    @Override
    public CompletableFuture<Outcome> record(Event event) {
        return ledger.record(event);
    }

    @Override
    public CompletableFuture<Outcome> rollBack(Rollback rollback) {
        return ledger.rollBack(rollback);
    }

    @Override
    public CompletableFuture<SetOutcome> changeSet(ChangeSet set) {
        return ledger.changeSet(set);
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
