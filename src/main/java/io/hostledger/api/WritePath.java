package io.hostledger.api;

import io.hostledger.ledger.Change;
import io.hostledger.ledger.ChangeSet;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import io.hostledger.ledger.Event;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Rollback;
import java.util.concurrent.CompletableFuture;

/**
 * Where changes and events go: the ledger. Never blocks. A refusal because a queue is full is there
 * when the call returns; every other answer may come later, on any thread.
 */
public interface WritePath {
    CompletableFuture<Outcome> change(Change change);

    CompletableFuture<Outcome> record(Event event);

    CompletableFuture<Outcome> rollBack(Rollback rollback);

    CompletableFuture<SetOutcome> changeSet(ChangeSet set);
}
