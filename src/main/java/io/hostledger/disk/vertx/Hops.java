package io.hostledger.disk.vertx;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Blocking calls on a few threads of their own, side by side. */
final class Hops {
    /** Vert.x warns, with a stack trace, of a call that takes longer. */
    private static final long SLOW_SECONDS = 60;

    private static final String CLOSED = "the disk is closed";

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** Both guarded by this. */
    private int underWay;

    private boolean closing;

    Hops(Vertx vertx, String name, int threads) {
        this.vertx = vertx;
        this.workers = vertx.createSharedWorkerExecutor(name, threads, SLOW_SECONDS, TimeUnit.SECONDS);
    }

    /** Completed by the thread that worked: whoever asked goes where it wants from there. */
    <T> CompletionStage<T> call(Callable<T> work) {
        synchronized (this) {
            if (closing) {
                return CompletableFuture.failedFuture(new IOException(CLOSED));
            }
            underWay++;
        }
        return hop(work);
    }

    CompletionStage<Void> run(Blocking work) {
        return call(() -> {
            work.run();
            return null;
        });
    }

    /** Begins no more calls; when the last one has ended makes a last one, then lets the threads go. */
    CompletionStage<Void> close(Blocking last) {
        Context context = vertx.getOrCreateContext();
        synchronized (this) {
            if (closing) {
                return closed;
            }
            closing = true;
            underWay++;
        }
        // To close the threads drops the calls that wait for one, and interrupts them all: not from one of them.
        var unused = ended.thenCompose(none -> hop(() -> {
                    last.run();
                    return null;
                }))
                .whenComplete((none, fault) -> context.runOnContext(on ->
                        workers.close().onComplete(done -> closed.complete(null), closed::completeExceptionally)));
        end();
        return closed;
    }

    private <T> CompletionStage<T> hop(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Future<?> taken;
        try {
            // Only asked whether Vert.x took the work: a listener would cost an event loop a task each time.
            taken = workers.executeBlocking(() -> complete(done, work), false);
        } catch (RuntimeException | Error e) {
            // There is no thread, or no memory, to hand it on.
            end();
            done.completeExceptionally(e);
            return done;
        }
        if (taken.failed()) {
            end();
            done.completeExceptionally(new IOException(CLOSED, taken.cause()));
        }
        return done;
    }

    private <T> @Nullable Object complete(CompletableFuture<T> done, Callable<T> work) {
        T result;
        try {
            result = work.call();
        } catch (Throwable e) {
            end();
            done.completeExceptionally(e);
            return null;
        }
        end();
        done.complete(result);
        return null;
    }

    private synchronized void end() {
        if (--underWay == 0 && closing) {
            ended.complete(null);
        }
    }
}
