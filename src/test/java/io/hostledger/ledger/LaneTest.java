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
    private final RefusedElements refused = new RefusedElements();
    private final Lane lane = lane(this::load);
    private final ElementId element = element();

    private Lane lane(Lane.Loader loader) {
        HeadCache heads = new HeadCache(() -> -1, 100, 1 << 20);
        return new Lane(queue::add, loader, refused, new DifferenceRoom(1 << 20), heads);
    }

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
    void anElementIsRefusedOnlyWhereWhatWasReadCounts() {
        Named first = submit("first");
        lane.hold(() -> lane.headOf(element, (head, failure) -> lane.release()));
        drain();
        loads.get(1).complete(ElementHead.ofNew(element));
        drain();
        // Read while the holder's block was on its way there.
        loads.get(0).completeExceptionally(new DamagedLedger("not the last block of the element"));
        drain();
        assertEquals(List.of("first"), ran);
        assertEquals(0, refused.count());
        assertTrue(!first.answer().isDone());
    }

    @Test
    void anElementThatCannotBeReadIsRefusedUntilItCan() {
        Named first = submit("first");
        loads.get(0).completeExceptionally(new DamagedLedger("not the last block of the element"));
        drain();
        assertTrue(first.answer().isDone());
        assertEquals(1, refused.count());
        submit("second");
        loads.get(1).complete(ElementHead.ofNew(element));
        drain();
        assertEquals(0, refused.count());
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
        Lane closed = lane(id -> {
            throw new IllegalStateException("no reader takes work any more");
        });
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
