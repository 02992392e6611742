package io.hostledger.app;

import io.vertx.core.impl.ContextInternal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs its tasks one after another, in the order in which they come, each seeing what those before it did. Who
 * brings the first one runs it, and those that come meanwhile: to wake another thread for it would take longer than
 * most tasks do. A task that is brought by a task runs behind it. Safe for several threads.
 */
final class InTurn implements Executor {
    /** So many tasks are run by who brought the first, before the event loop goes on with those of others. */
    static final int AT_ONCE = 64;

    private final ContextInternal loop;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();

    /** @param loop is told what a task throws */
    InTurn(ContextInternal loop) {
        this.loop = loop;
    }

    @Override
    public void execute(Runnable task) {
        queue.add(task);
        if (queued.getAndIncrement() == 0) {
            run();
        }
    }

    private void run() {
        int left;
        int done = 0;
        do {
            // One is there: it is counted behind its being queued.
            guarded(queue.remove());
            left = queued.decrementAndGet();
        } while (left > 0 && ++done < AT_ONCE);
        if (left > 0) {
            loop.runOnContext(on -> run());
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            loop.reportException(e);
        }
    }
}
