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

    /** Runs one task, a timer's if no other is left; false if there is none. */
    boolean step() {
        if (stepNow()) {
            return true;
        }
        if (!timers.isEmpty()) {
            timers.remove(0).run();
            return true;
        }
        return false;
    }

    /** Runs one task that is not a timer's; false if there is none. */
    boolean stepNow() {
        int ready = 0;
        for (Queue<Runnable> queue : queues) {
            ready += queue.isEmpty() ? 0 : 1;
        }
        if (ready > 0) {
            next(random.nextInt(ready)).run();
        }
        return ready > 0;
    }

    /** The first task of one of those executors that have any. */
    private Runnable next(int which) {
        int skip = which;
        for (Queue<Runnable> queue : queues) {
            if (!queue.isEmpty() && skip-- == 0) {
                return queue.remove();
            }
        }
        throw new IllegalStateException();
    }

    /** The process has died: nothing that was to be done is done. */
    void clear() {
        queues.forEach(Queue::clear);
        timers.clear();
    }
}
