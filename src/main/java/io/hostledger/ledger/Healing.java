package io.hostledger.ledger;

import io.hostledger.journal.Journal;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * After a failure: recovers as at a start, from what is on the disk, again and again until that
 * succeeds. Owned by the appender.
 */
final class Healing {
    /** Is told on the appender's context. */
    interface Listener {
        void healed(Recovery.Recovered recovered);

        void failedAgain(Throwable failure);

        /** Whether to try again: not once the service is stopping. */
        boolean isWanted();
    }

    private static final long FIRST_WAIT_MILLIS = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final Setup setup;
    private final Publisher publisher;
    private final Observer observer;
    private final Listener listener;
    private boolean due;
    private boolean running;
    private long began;
    private long heightBefore;
    private long wait = FIRST_WAIT_MILLIS;
    private @Nullable Journal failed;
    private CompletionStage<?> before = CompletableFuture.completedStage(null);

    Healing(Setup setup, Publisher publisher, Listener listener) {
        this.setup = setup;
        this.publisher = publisher;
        this.observer = setup.observer();
        this.listener = listener;
    }

    /**
     * Begins, unless it has begun already.
     *
     * @param journal the one that failed, or was written to when something else did
     * @param checkpoint the last one that was begun; nothing is read before it has ended
     */
    void begin(@Nullable Journal journal, CompletionStage<?> checkpoint) {
        if (!due) {
            due = true;
            failed = journal;
            before = checkpoint;
            attempt();
        }
    }

    /** The ledger is not healed yet. */
    boolean isDue() {
        return due;
    }

    /** Files are being read or written at this moment. */
    boolean isRunning() {
        return running;
    }

    private void attempt() {
        running = true;
        began = observer.nanoTime();
        heightBefore = publisher.visible().height();
        Journal old = failed;
        CompletionStage<Void> closed = old == null ? CompletableFuture.completedStage(null) : old.close();
        closed.handle((done, failure) -> null)
                .thenCompose(done -> before.handle((over, failure) -> null))
                .thenApplyAsync(done -> find(old), setup.blocking())
                .thenCompose(found -> new Recovery(setup).apply(found, old, publisher::publish))
                .whenCompleteAsync(this::ended, setup.appender());
    }

    private Recovery.Found find(@Nullable Journal old) {
        try {
            return new Recovery(setup).find(old);
        } catch (IOException | DamagedLedger e) {
            throw new CompletionException(e);
        }
    }

    private void ended(Recovery.@Nullable Recovered recovered, @Nullable Throwable failure) {
        running = false;
        if (recovered != null) {
            due = false;
            wait = FIRST_WAIT_MILLIS;
            observer.recovered(recovered.base().height() - heightBefore, observer.nanoTime() - began);
            listener.healed(recovered);
        } else {
            listener.failedAgain(failure == null ? new IOException("unknown failure") : failure);
            setup.timer().after(wait, () -> setup.appender().execute(this::again));
            wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
        }
    }

    private void again() {
        if (listener.isWanted()) {
            attempt();
        }
    }
}
