package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever waits here would wait for an hour. */
@Timeout(30)
class TurnsTest {
    private final Turns turns = new Turns(1, 1, TimeUnit.HOURS.toNanos(1), "full");

    @Test
    void oneWaitsForItsTurnAndTheNextIsRefusedAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<String> first = new CompletableFuture<>();
            Future<String> doing = threads.submit(() -> turns.take(() -> {
                begun.countDown();
                return first.get();
            }));
            begun.await();
            Future<String> waiting = threads.submit(() -> turns.take(() -> "second"));
            while (turns.waiting() == 0) {
                Thread.onSpinWait();
            }
            Fault full = assertThrows(Fault.class, () -> turns.take(() -> "third"));
            assertEquals(ProblemType.OVERLOADED, full.problem().type());
            assertEquals("full", full.problem().detail());
            first.complete("first");
            assertEquals("first", doing.get());
            assertEquals("second", waiting.get());
        }
    }

    @Test
    void aTurnIsGivenBackAlsoByWhatFails() throws Exception {
        assertThrows(
                IllegalStateException.class,
                () -> turns.take(() -> {
                    throw new IllegalStateException();
                }));
        assertEquals("next", turns.take(() -> "next"));
    }
}
