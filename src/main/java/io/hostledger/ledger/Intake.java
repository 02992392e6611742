package io.hostledger.ledger;

import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one door into the ledger: counts what is taken and not yet answered, and refuses what is too much. Safe for several threads. */
final class Intake {
    private final Setup.Bounds bounds;
    private final Engine engine;
    private final Observer observer;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Intake(Setup setup, Engine engine) {
        this.bounds = setup.bounds();
        this.observer = setup.observer();
        this.engine = engine;
    }

    /**
     * Takes something of a size, in bytes, if anything is taken at the moment and there is room for it.
     *
     * @param named it bears a change_id
     */
    <T> CompletableFuture<T> take(
            long size, boolean named, Function<Refusal, T> refused, Supplier<CompletableFuture<T>> act) {
        // Counted before the standing is looked at: a close that finds nothing here has everything behind it.
        int others = count.getAndIncrement();
        long otherBytes = bytes.getAndAdd(size);
        Refusal refusal = refusal(others, otherBytes, size, named);
        CompletableFuture<T> answer;
        try {
            answer = refusal == null ? act.get() : CompletableFuture.completedFuture(refused.apply(refusal));
        } catch (RuntimeException | Error e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((outcome, failure) -> {
            tell(outcome);
            release(size);
        });
        return answer;
    }

    private @Nullable Refusal refusal(int others, long otherBytes, long size, boolean named) {
        Refusal closed = engine.refusalNow(named);
        if (closed != null) {
            return closed;
        }
        // One alone may be larger than the room.
        boolean room = others < bounds.inFlight() && (otherBytes == 0 || otherBytes + size <= bounds.inFlightBytes());
        return room ? null : new Refusal.Overloaded();
    }

    private void tell(@Nullable Object outcome) {
        switch (outcome) {
            case Outcome one -> observer.answered(one);
            case SetOutcome.Done set -> set.items().forEach(observer::answered);
            case SetOutcome.Refused set -> observer.answered(new Outcome.Refused(set.why()));
            case null, default -> observer.failed();
        }
    }

    private void release(long size) {
        bytes.addAndGet(-size);
        if (count.decrementAndGet() == 0) {
            engine.drained();
        }
    }

    /** What was taken and is not yet answered. */
    int count() {
        return count.get();
    }

    /** Bytes of the states and payloads of what was taken and is not yet answered. */
    long bytes() {
        return bytes.get();
    }
}
