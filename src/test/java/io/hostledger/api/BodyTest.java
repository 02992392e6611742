package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int LARGE = 100_000;

    private final ByteBudget budget = new ByteBudget(() -> 3 * LARGE);

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aBodyIsReadHoweverItIsCut() {
        String text = "0123456789".repeat(LARGE / 10);
        for (int piece : new int[] {1_000, 8_192, 70_000, LARGE}) {
            for (int expected : new int[] {0, LARGE}) {
                Reading reading = new Reading(expected);
                for (int at = 0; at < LARGE; at += piece) {
                    reading.request.send(text.substring(at, Math.min(LARGE, at + piece)));
                }
                reading.request.end();
                assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), reading.answer.join());
                assertEquals(0, budget.counted());
            }
        }
    }

    @Test
    void bodiesOnTheirWayHaveOneBudget() {
        Reading first = new Reading(LARGE);
        Reading second = new Reading(LARGE);
        Reading third = new Reading(LARGE);
        Reading fourth = new Reading(LARGE);
        for (Reading each : new Reading[] {first, second, third}) {
            each.request.send("x".repeat(LARGE - 1));
            assertFalse(each.answer.isDone());
        }
        fourth.request.send("x".repeat(LARGE - 1));
        assertEquals(ProblemType.OVERLOADED, fourth.problem().type());
        Reading small = new Reading(0);
        small.request.send("x".repeat(ByteBudget.FREE));
        small.request.end();
        assertEquals(ByteBudget.FREE, small.answer.join().length);
        first.request.abort();
        second.request.send("x");
        second.request.end();
        assertEquals(LARGE, second.answer.join().length);
        third.request.abort();
        assertEquals(0, budget.counted());
    }

    @Test
    void aBodyThatBreaksOffIsNoFaultOfTheService() {
        Reading reading = new Reading(LARGE);
        reading.request.send("{");
        reading.request.abort();
        assertEquals(ProblemType.INVALID_REQUEST, reading.problem().type());
    }

    @Test
    void aBodyThatDoesNotGoOnIsGivenUp() throws Exception {
        Reading reading = new Reading(LARGE);
        reading.body.listen(1);
        reading.request.send("x".repeat(LARGE - 1));
        assertTrue(reading.answer
                .handle((whole, fault) ->
                        fault instanceof Fault known && known.problem().type() == ProblemType.INVALID_REQUEST)
                .get(20, TimeUnit.SECONDS));
        assertEquals(0, budget.counted());
    }

    private final class Reading {
        private final FakeRequest request = new FakeRequest();
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
        private final Body body;

        Reading(int expected) {
            body = new Body(request, expected, budget, VERTX, answer::complete, answer::completeExceptionally);
            body.listen(Body.STALL_MILLIS);
            request.resume();
        }

        Problem problem() {
            assertTrue(answer.isCompletedExceptionally());
            try {
                answer.get();
                throw new AssertionError("it was read");
            } catch (InterruptedException | ExecutionException e) {
                return ((Fault) e.getCause()).problem();
            }
        }
    }
}
