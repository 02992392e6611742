package io.hostledger.stream;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/** An event loop whose tasks another executor runs, and whose time passes when it is told to. */
final class SimulatedLoop implements EventLoop {
    private record Due(long at, long order, Runnable task) {}

    private final Executor executor;
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long now;
    private long order;

    SimulatedLoop(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void later(long millis, Runnable task) {
        timers.add(new Due(now + millis, order++, task));
    }

    long nanoTime() {
        return now * 1_000_000;
    }

    void pass(long millis) {
        now += millis;
        while (!timers.isEmpty() && timers.peek().at() <= now) {
            executor.execute(timers.poll().task());
        }
    }
}
