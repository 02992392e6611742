package io.hostledger.app;

import io.vertx.core.impl.ContextInternal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs its tasks one after another, in the order in which they come, each seeing what those before it did. Who
 * brings the first one runs it, and those that come meanwhile: to wake another thread for it would take longer than
 * most tasks do. A task that is brought by a task runs behind it. What is too much, or too deep in the stack, is
 * left to an event loop. Safe for several threads.
 */
public final class InTurn implements Executor {
    /** So many tasks are run by who brought the first, before the event loop goes on with those of others. */
    static final int AT_ONCE = 16;

    /** So many of these may run their tasks within each other's. */
    static final int DEEPEST = 4;

    private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

    private final ContextInternal loop;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();

    /** @param loop goes on with what is left, and is told what a task throws */
    public InTurn(ContextInternal loop) {
        this.loop = loop;
    }

    @Override
    public void execute(Runnable task) {
        queue.add(task);
        if (queued.getAndIncrement() > 0) {
            return;
        }
        int[] depth = DEPTH.get();
        if (depth[0] == DEEPEST) {
            leaveToLoop();
            return;
        }
        depth[0]++;
        try {
            run();
        } finally {
            depth[0]--;
        }
    }

    private void leaveToLoop() {
        loop.runOnContext(on -> run());
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
            leaveToLoop();
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            tell(e);
        }
    }

    private void tell(Throwable fault) {
        try {
            loop.reportException(fault);
        } catch (RuntimeException | Error e) {
            // No memory to tell it with: what comes next has to run all the same.
        }
    }
}
