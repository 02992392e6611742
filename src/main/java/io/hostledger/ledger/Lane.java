package io.hostledger.ledger;

import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the heads of its share of the elements and runs what concerns them one after another. One
 * element's tasks run in the order in which they came, also those that wait while its head is read.
 */
final class Lane {
    /** Something to be done with an element's head, on its lane. */
    interface Task {
        ElementId element();

        void run(Lane lane, ElementHead head);

        /** What its caller is told. */
        CompletableFuture<Outcome> answer();

        default void refuse(Refusal why) {
            answer().complete(new Outcome.Refused(why));
        }
    }

    /** The tasks that wait for a head which is being read. */
    private static final class Waiting {
        final ArrayDeque<Task> tasks = new ArrayDeque<>();
        /** A holder of the lane has read the head on its own, and may have built on it. */
        boolean overtaken;
    }

    /** Reads the head of an element from the files, elsewhere. */
    interface Loader {
        CompletableFuture<ElementHead> load(ElementId element);
    }

    private static final Logger LOG = Logger.getLogger(Lane.class.getName());

    /** So many tasks are run before others have their turn: who runs them may have work of its own. */
    private static final int AT_ONCE = 64;

    private final Executor executor;
    private final Loader loader;
    private final RefusedElements refusedElements;
    private final DifferenceRoom differences;
    private final Scribe scribe = new Scribe();

    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    // Owned by the lane; by the holder while it is held.
    private final HeadCache heads;
    private final Map<String, Waiting> loading = new HashMap<>();
    /** What was queued before all that is queued now: the tasks whose head has been read. */
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

    private int epoch;
    /** By a set, or until there is room for the differences of a change. */
    private boolean held;

    /**
     * @param refusedElements is told of each head that was read, or could not be, and that counts
     * @param differences the room for those of all lanes
     * @param heads empty, and from here on the lane's own
     */
    Lane(
            Executor executor,
            Loader loader,
            RefusedElements refusedElements,
            DifferenceRoom differences,
            HeadCache heads) {
        this.executor = executor;
        this.loader = loader;
        this.refusedElements = refusedElements;
        this.differences = differences;
        this.heads = heads;
    }

    void submit(Task task) {
        enqueue(() -> accept(task));
    }

    /** Runs nothing from here on until it is released; the holder has the lane's heads for itself. */
    void hold(Runnable holding) {
        enqueue(() -> {
            held = true;
            holding.run();
        });
    }

    void release() {
        // What is queued is still counted, so that no one else has called for a run.
        executor.execute(() -> {
            held = false;
            heads.evict(null);
            run();
        });
    }

    /** Forgets all heads: what was built on them has failed. */
    void reset(int newEpoch) {
        enqueue(() -> {
            epoch = newEpoch;
            heads.clear();
        });
    }

    private void enqueue(Runnable task) {
        queue.add(task);
        if (queued.getAndIncrement() == 0) {
            executor.execute(this::run);
        }
    }

    private void run() {
        int counted = queued.get();
        int done = 0;
        do {
            Runnable task = null;
            while (!held && (task = next()) != null) {
                guarded(task);
                if (++done == AT_ONCE) {
                    // Still counted, so that no one else calls for a run.
                    executor.execute(this::run);
                    return;
                }
            }
            if (held) {
                return;
            }
            counted = queued.addAndGet(-counted);
        } while (counted != 0);
    }

    private @Nullable Runnable next() {
        Runnable first = ready.poll();
        return first == null ? queue.poll() : first;
    }

    /** Runs something on the lane's context while it is held. */
    void whileHeld(Runnable task) {
        executor.execute(() -> guarded(task));
    }

    /** A fault of the program, or a lack of memory, is not to stop what comes next. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "a lane goes on behind a fault", e);
        }
    }

    private void accept(Task task) {
        String id = task.element().text();
        // Looked at first: a holder may have read the head meanwhile, but those who wait for it came before.
        Waiting waiting = loading.get(id);
        ElementHead head = waiting == null ? heads.get(id) : null;
        heads.count(head != null);
        if (head != null) {
            run(task, head);
        } else if (waiting != null) {
            waiting.tasks.add(task);
        } else {
            waiting = new Waiting();
            waiting.tasks.add(task);
            loading.put(id, waiting);
            load(task.element());
        }
    }

    private void load(ElementId element) {
        int loadedFor = epoch;
        ask(element).whenComplete((head, failure) -> enqueue(() -> loaded(element, loadedFor, head, failure)));
    }

    private CompletableFuture<ElementHead> ask(ElementId element) {
        try {
            return loader.load(element);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void loaded(ElementId element, int loadedFor, @Nullable ElementHead head, @Nullable Throwable failure) {
        Waiting waiting = loading.get(element.text());
        if (waiting == null) {
            return;
        }
        ElementHead kept = heads.get(element.text());
        if (kept == null && (loadedFor != epoch || waiting.overtaken)) {
            waiting.overtaken = false;
            load(element);
            return;
        }
        loading.remove(element.text());
        if (kept == null) {
            // Not before: a file that was read while a holder wrote to it may look damaged.
            refusedElements.read(element.text(), failure);
        }
        ElementHead current = kept == null ? head : kept;
        if (current == null) {
            waiting.tasks.forEach(task -> task.refuse(Failures.refusal(failure)));
            return;
        }
        if (kept == null) {
            keep(current);
        }
        // Each by itself: one may hold the lane.
        waiting.tasks.forEach(task -> ready.add(() -> run(task, current)));
    }

    private void run(Task task, ElementHead head) {
        try {
            task.run(this, head);
        } catch (Diff.TooLarge e) {
            task.refuse(new Refusal.TooLarge(String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            // A fault of the program in one change: the lane goes on with the next.
            task.answer().completeExceptionally(e);
        }
    }

    /**
     * Has the next block of an element put in its place, once there is room for its differences; the lane runs nothing
     * until then. On the lane.
     *
     * @param since the epoch in which it was asked for
     */
    void put(Task task, ElementHead head, Scribe.Text text, int since, boolean named, Placing placing) {
        Json changes = Scribe.changes(head, text.state());
        Runnable put = () -> {
            task.answer().whenComplete((outcome, failure) -> differences.release(changes.length()));
            placing.put(since, named, writing(head, text, changes, task.answer()), task::refuse);
        };
        held = !differences.take(changes.length(), () -> whileHeld(() -> goOn(task, put)));
        if (!held) {
            put.run();
        }
    }

    private void goOn(Task task, Runnable put) {
        held = false;
        try {
            put.run();
        } catch (RuntimeException | Error e) {
            task.answer().completeExceptionally(e);
        }
        run();
    }

    private Placing.Making writing(
            ElementHead head, Scribe.Text text, Json changes, CompletableFuture<Outcome> answer) {
        return (place, durable) -> {
            Pending block = scribe.write(head, text, changes, place, durable);
            Placing.Content content = new Placing.Content(List.of(block), () -> answer.complete(block.committed()));
            moveOn(block, place);
            return content;
        };
    }

    /** Makes the next block of an element; it is {@link #moveOn moved on to} once all of its set are made. By a holder. */
    Pending write(ElementHead head, Scribe.Text text, Json changes, Sequencer.Place place, @Nullable Head durable) {
        return scribe.write(head, text, changes, place, durable);
    }

    /** From here on the next block of the element is built on this one. */
    void moveOn(Pending block, Sequencer.Place place) {
        Pending.OfElement made = block.element;
        if (made != null) {
            heads.moveOn(made, place.number());
            if (!held) {
                heads.evict(made.head);
            }
        }
    }

    private void keep(ElementHead head) {
        heads.keep(head);
        if (!held) {
            heads.evict(head); // a holder still needs the heads that it has read
        }
    }

    /** Called while the lane is held: the head of an element, read where it is not kept. */
    void headOf(ElementId element, BiConsumer<@Nullable ElementHead, @Nullable Throwable> then) {
        ElementHead head = heads.get(element.text());
        heads.count(head != null);
        if (head != null) {
            then.accept(head, null);
        } else {
            Waiting waiting = loading.get(element.text());
            if (waiting != null) {
                waiting.overtaken = true;
            }
            // What is thrown in here nobody else would see.
            ask(element)
                    .whenComplete((loaded, failure) -> guarded(() -> {
                        refusedElements.read(element.text(), failure);
                        took(loaded, failure, then);
                    }));
        }
    }

    private void took(
            @Nullable ElementHead loaded,
            @Nullable Throwable failure,
            BiConsumer<@Nullable ElementHead, @Nullable Throwable> then) {
        try {
            if (loaded != null) {
                keep(loaded);
            }
        } catch (RuntimeException | Error e) {
            then.accept(null, e);
            return;
        }
        then.accept(loaded, failure);
    }

    /** Any thread. */
    LaneLoad load() {
        return heads.load(queued.get());
    }

    int epoch() {
        return epoch;
    }
}
