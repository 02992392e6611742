package io.hostledger.stream;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** An event loop that runs when it is told to, on a clock that is set by hand. */
final class ManualLoop implements EventLoop {
    private record Due(long at, long order, Runnable task) {}

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long now;
    private long order;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void later(long millis, Runnable task) {
        timers.add(new Due(now + millis, order++, task));
    }

    long nanoTime() {
        return now * 1_000_000;
    }

    /** Runs one task; false if there is none. */
    boolean step() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    void runAll() {
        while (step()) {}
    }

    void pass(long millis) {
        long until = now + millis;
        runAll();
        while (!timers.isEmpty() && timers.peek().at() <= until) {
            Due due = timers.poll();
            now = Math.max(now, due.at());
            due.task().run();
            runAll();
        }
        now = until;
    }
}
