package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What concerns one element happens in the order in which it came, whoever else reads its head. */
class LaneTest {
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final List<CompletableFuture<ElementHead>> loads = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private final Lane lane = new Lane(queue::add, this::load, () -> -1, new DifferenceRoom(1 << 20), 100, 1 << 20);
    private final ElementId element = element();

    private record Named(ElementId element, String name, List<String> ran, CompletableFuture<Outcome> answer)
            implements Lane.Task {
        @Override
        public void run(Lane lane, ElementHead head) {
            ran.add(name);
            if (name.equals("faulty")) {
                throw new IllegalStateException("a fault of the program");
            }
        }
    }

    private static ElementId element() {
        try {
            return ElementTypes.standard().parse("interface:x");
        } catch (InvalidElementId e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<ElementHead> load(ElementId id) {
        CompletableFuture<ElementHead> load = new CompletableFuture<>();
        loads.add(load);
        return load;
    }

    private Named submit(String name) {
        Named task = new Named(element, name, ran, new CompletableFuture<>());
        lane.submit(task);
        drain();
        return task;
    }

    private void drain() {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    @Test
    void whoWaitsForAHeadGoesBeforeWhoComesLaterThoughASetHasReadItMeanwhile() {
        submit("first");
        lane.hold(() -> lane.headOf(element, (head, failure) -> {
            ran.add("set");
            lane.release();
        }));
        drain();
        loads.get(1).complete(ElementHead.ofNew(element));
        drain();
        submit("second");
        loads.get(0).complete(ElementHead.ofNew(element));
        drain();
        assertEquals(List.of("set", "first", "second"), ran);
    }

    @Test
    void aFaultInOneTaskIsThatTasksAlone() {
        Named faulty = submit("faulty");
        submit("next");
        loads.get(0).complete(ElementHead.ofNew(element));
        drain();
        assertTrue(faulty.answer().isCompletedExceptionally());
        assertEquals(List.of("faulty", "next"), ran);
    }

    @Test
    void aHeadThatCannotBeAskedForIsRefused() {
        Lane closed = new Lane(
                queue::add,
                id -> {
                    throw new IllegalStateException("no reader takes work any more");
                },
                () -> -1,
                new DifferenceRoom(1 << 20),
                100,
                1 << 20);
        Named task = new Named(element, "task", ran, new CompletableFuture<>());
        closed.submit(task);
        drain();
        assertTrue(task.answer().isDone());
        closed.hold(() -> closed.headOf(element, (head, failure) -> {
            ran.add(failure instanceof IllegalStateException ? "refused" : "not told");
            closed.release();
        }));
        Named next = new Named(element, "next", ran, new CompletableFuture<>());
        closed.submit(next);
        drain();
        assertEquals(List.of("refused"), ran);
        assertTrue(next.answer().isDone(), "the lane is not held any more");
    }
}
