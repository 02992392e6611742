package io.hostledger.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;

/** Runs the tasks of many executors in one thread, in an order that a seed decides; those of one executor in their own. */
final class Scheduler {
    private final Random random;
    private final List<Queue<Runnable>> queues = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();

    Scheduler(Random random) {
        this.random = random;
    }

    /** An executor that runs its tasks one after another, in order. */
    Executor serial() {
        Queue<Runnable> queue = new ArrayDeque<>();
        queues.add(queue);
        return queue::add;
    }

    /** An executor whose tasks run in any order. */
    Executor parallel(int width) {
        List<Executor> executors = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            executors.add(serial());
        }
        return task -> executors.get(random.nextInt(width)).execute(task);
    }

    /** Runs a timer's task when nothing else is left to do. */
    void after(Runnable task) {
        timers.add(task);
    }

    /** Runs one task; false if there is none. */
    boolean step() {
        List<Queue<Runnable>> ready =
                queues.stream().filter(queue -> !queue.isEmpty()).toList();
        if (!ready.isEmpty()) {
            ready.get(random.nextInt(ready.size())).remove().run();
            return true;
        }
        if (!timers.isEmpty()) {
            timers.remove(0).run();
            return true;
        }
        return false;
    }

    /** The process has died: nothing that was to be done is done. */
    void clear() {
        queues.forEach(Queue::clear);
        timers.clear();
    }
}
