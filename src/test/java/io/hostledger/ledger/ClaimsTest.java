package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One at a time under a change_id, in the order in which they came, however many there are. */
class ClaimsTest {
    private static final int MANY = 2_000;
    /** What one who waits may cost, in bytes, however many wait beside him. */
    private static final long EACH = 2_000;

    private final Claims claims = new Claims();
    private final Queue<CompletableFuture<String>> acting = new ArrayDeque<>();

    private CompletableFuture<String> act() {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        acting.add(outcome);
        return outcome;
    }

    @Test
    void manyWithOneIdCostNoMoreEachThanFew() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MANY; i++) {
            claims.hold(List.of("id"), this::act);
        }
        for (int i = 0; i < MANY; i++) {
            assertEquals(1, acting.size());
            acting.remove().complete("");
        }
        long each = (memory.getCurrentThreadAllocatedBytes() - before) / MANY;
        assertTrue(each < EACH, each + " bytes each");
    }

    @Test
    void theyComeInOrderAndAFailureIsItsOwnAlone() {
        List<Integer> begun = new ArrayList<>();
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            outcomes.add(claims.hold(List.of("id"), () -> {
                begun.add(number);
                if (number == 1) {
                    throw new IllegalStateException("a fault of the program");
                }
                return act();
            }));
        }
        acting.remove().completeExceptionally(new IllegalStateException("another"));
        acting.remove().complete("2");
        acting.remove().complete("3");
        assertEquals(List.of(0, 1, 2, 3), begun);
        assertTrue(outcomes.get(0).isCompletedExceptionally() && outcomes.get(1).isCompletedExceptionally());
        assertEquals("2", outcomes.get(2).join());
        assertEquals("3", outcomes.get(3).join());
    }

    @Test
    void aLongLineOfThoseWhoEndAtOnceDoesNotGoDeep() {
        CompletableFuture<String> first = claims.hold(List.of("id"), this::act);
        List<CompletableFuture<Integer>> rest = IntStream.range(0, 100_000)
                .mapToObj(i -> claims.hold(List.of("id"), () -> CompletableFuture.completedFuture(i)))
                .toList();
        acting.remove().complete("");
        assertEquals("", first.join());
        for (int i = 0; i < rest.size(); i++) {
            assertEquals(i, rest.get(i).join());
        }
    }

    @Test
    void whoeverNeedsSeveralHasThemAllOrWaits() {
        claims.hold(List.of("b"), this::act);
        CompletableFuture<String> both =
                claims.hold(List.of("b", "a"), () -> CompletableFuture.completedFuture("both"));
        CompletableFuture<String> other = claims.hold(List.of("a"), () -> CompletableFuture.completedFuture("a"));
        assertTrue(!both.isDone() && !other.isDone());
        acting.remove().complete("");
        assertEquals("both", both.join());
        assertEquals("a", other.join());
        assertEquals(
                "free",
                claims.hold(List.of("a", "b"), () -> CompletableFuture.completedFuture("free"))
                        .join());
    }
}
