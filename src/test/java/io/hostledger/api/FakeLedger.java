package io.hostledger.api;

import io.hostledger.chain.Hash;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.ChangeSet;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import io.hostledger.ledger.Event;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Refusal;
import io.hostledger.ledger.Rollback;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A ledger that answers when it is told to. */
final class FakeLedger implements WritePath {
    final List<Change> taken = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> answers = new ArrayList<>();
    boolean full;

    @Override
    public CompletableFuture<Outcome> change(Change change) {
        if (full) {
            return CompletableFuture.completedFuture(new Outcome.Refused(new Refusal.Overloaded()));
        }
        taken.add(change);
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    @Override
    public CompletableFuture<Outcome> record(Event event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Outcome> rollBack(Rollback rollback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<SetOutcome> changeSet(ChangeSet set) {
        throw new UnsupportedOperationException();
    }

    /** Commits the change that was taken as the n-th, from 0. */
    void commit(int n) {
        answers.get(n).complete(new Outcome.Committed(block(n), block(100 + n)));
    }

    void answer(int n, Outcome outcome) {
        answers.get(n).complete(outcome);
    }

    void fail(int n, Throwable failure) {
        answers.get(n).completeExceptionally(failure);
    }

    private static Outcome.Block block(long height) {
        return new Outcome.Block(height, Hash.ZERO, new byte[0], 0, 0);
    }
}
