package io.hostledger.app;

import io.hostledger.api.WritePath;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.ChangeSet;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import io.hostledger.ledger.Event;
import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Rollback;
import java.util.concurrent.CompletableFuture;

/** The way into the ledger. */
class LedgerWrites implements WritePath {
    protected final Ledger ledger;

    LedgerWrites(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public CompletableFuture<Outcome> change(Change change) {
        return ledger.change(change);
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
}
