package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.ledger.Outcome;
import io.hostledger.stream.EventLoop;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeStreamTest {
    private static final long PATIENCE_MILLIS = 1;
    /** For timers of a {@link Patience} alone. */
    private static Vertx vertx;

    private final FakeRequest request = new FakeRequest();
    private final FakeResponse response = new FakeResponse();
    private final FakeLedger ledger = new FakeLedger();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> timers = new ArrayDeque<>();
    private final EventLoop loop = new EventLoop() {
        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void later(long millis, Runnable task) {
            timers.add(task);
        }
    };

    private final ByteBudget budget = new ByteBudget(() -> 40 << 10);
    private final CountDownLatch cut = new CountDownLatch(1);
    private final ChangeStream stream = new ChangeStream(
            request,
            response,
            loop,
            ledger,
            ElementTypes.standard(),
            budget,
            new Patience(vertx, cut::countDown, PATIENCE_MILLIS));

    @BeforeAll
    static void makeTimers() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeTimers() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @BeforeEach
    void start() {
        stream.start();
    }

    @Test
    void answersComeInTheOrderOfTheLines() {
        request.send(line(0) + line(1) + line(2));
        ledger.commit(2);
        ledger.commit(1);
        run();
        assertEquals(0, response.lines().size());
        ledger.commit(0);
        run();
        assertEquals(3, response.lines().size());
        for (int i = 0; i < 3; i++) {
            assertEquals(recorded(i), response.lines().get(i));
        }
        request.end();
        assertTrue(response.hasEnded());
    }

    @Test
    void anAnswerGoesOutWhileTheInputIsStillOpen() {
        request.send(line(0));
        ledger.commit(0);
        run();
        assertEquals(1, response.lines().size());
        assertFalse(response.hasEnded());
    }

    @Test
    void aBadLineAmidGoodOnesIsThatLinesProblem() {
        request.send(line(0) + "{\"element_id\":\n" + line(2) + "\n \r\n" + line(3));
        request.end();
        ledger.commit(0);
        ledger.commit(1);
        ledger.commit(2);
        run();
        assertEquals(4, response.lines().size());
        assertTrue(response.lines().get(1).startsWith("{\"index\":1,\"problem\":{\"detail\":"));
        assertTrue(response.lines().get(1).contains("urn:hostledger:problem:malformed-json"));
        assertTrue(response.lines().get(3).contains("\"index\":3"));
        assertEquals(3, ledger.taken.size());
    }

    @Test
    void unchangedIsSaid() {
        request.send(line(0));
        Head head = new Head(7, Hash.ZERO);
        ledger.answer(0, new Outcome.Unchanged(head, new Head(9, Hash.ZERO)));
        run();
        assertEquals(
                "{\"central_hash\":\"" + Hash.ZERO + "\",\"central_height\":9,\"element_hash\":\"" + Hash.ZERO
                        + "\",\"element_height\":7,\"element_id\":\"interface:a\",\"index\":0,\"unchanged\":true}",
                response.lines().get(0));
    }

    @Test
    void aLastLineWithoutANewlineCounts() {
        request.send(line(0) + line(1).strip());
        assertEquals(1, ledger.taken.size());
        request.end();
        assertEquals(2, ledger.taken.size());
        ledger.commit(0);
        ledger.commit(1);
        run();
        assertTrue(response.hasEnded());
    }

    @Test
    void aTornLineOfALostConnectionIsDropped() {
        request.send(line(0) + line(1).strip());
        request.abort();
        assertEquals(1, ledger.taken.size());
        ledger.commit(0);
        run();
        assertEquals(0, response.lines().size());
    }

    @Test
    void noMoreIsReadThanTheBoundUntilAnswersGoOut() {
        StringBuilder all = new StringBuilder();
        int lines = ChangeStream.MOST_LINES + 10;
        for (int i = 0; i < lines; i++) {
            all.append(line(i));
        }
        request.send(all.toString());
        request.end();
        assertEquals(ChangeStream.MOST_LINES, ledger.taken.size());
        assertTrue(request.isPaused());
        ledger.commit(0);
        run();
        assertEquals(ChangeStream.MOST_LINES + 1, ledger.taken.size());
        for (int i = 1; i < lines; i++) {
            ledger.commit(i);
            run();
        }
        assertEquals(lines, response.lines().size());
        assertTrue(response.hasEnded());
    }

    @Test
    void badLinesAloneFlowThroughWithoutTheLedger() {
        int lines = ChangeStream.MOST_LINES * 3;
        request.send("x\n".repeat(lines));
        assertEquals(lines, response.lines().size());
        assertFalse(request.isPaused());
    }

    @Test
    void aClientThatDoesNotReadIsNotReadFrom() {
        response.fill();
        for (int i = 0; i <= ChangeStream.MOST_LINES; i++) {
            request.send(line(i));
        }
        for (int i = 0; i < ChangeStream.MOST_LINES; i++) {
            ledger.commit(i);
        }
        run();
        assertTrue(request.isPaused());
        assertEquals(0, response.lines().size());
        response.drain();
        assertEquals(ChangeStream.MOST_LINES, response.lines().size());
        assertFalse(request.isPaused());
        assertEquals(ChangeStream.MOST_LINES + 1, ledger.taken.size());
    }

    @Test
    void aClientThatDoesNotReadIsCut() throws Exception {
        response.fill();
        request.send(line(0));
        ledger.commit(0);
        run();
        assertTrue(cut.await(20, TimeUnit.SECONDS));
    }

    @Test
    void theEndMayBeWrittenWithinAWriteBeforeIt() {
        response.fill();
        for (int i = 0; i < ChangeStream.MOST_LINES; i++) {
            request.send(line(i));
        }
        request.end();
        for (int i = 0; i < ChangeStream.MOST_LINES; i++) {
            ledger.commit(i);
        }
        run();
        response.drainWithinEachWrite();
        response.drain();
        assertEquals(ChangeStream.MOST_LINES, response.lines().size());
        assertTrue(response.hasEnded());
    }

    @Test
    void aFullQueueHoldsTheInputBackInsteadOfRefusing() {
        ledger.full = true;
        request.send(line(0) + line(1));
        assertTrue(request.isPaused());
        timers.remove().run();
        assertEquals(0, ledger.taken.size());
        ledger.full = false;
        timers.remove().run();
        assertEquals(2, ledger.taken.size());
        assertEquals("0", ledger.taken.get(0).by().changeId());
        assertFalse(request.isPaused());
    }

    @Test
    void aFailureInTheLedgerIsThatLinesProblem() {
        request.send(line(0));
        ledger.fail(0, new IllegalStateException("secret"));
        run();
        assertTrue(response.lines().get(0).contains("\"outcome\":\"unknown\""));
        assertFalse(response.lines().get(0).contains("secret"));
    }

    @Test
    void aLargeLineThatDoesNotGoOnIsGivenUp() {
        request.send(line(0) + "x".repeat(ByteBudget.FREE + 1));
        assertTrue(budget.counted() > 0);
        request.send("x");
        timers.remove().run();
        assertTrue(budget.counted() > 0);
        timers.remove().run();
        assertEquals(0, budget.counted());
        request.send("x\n" + line(2));
        ledger.commit(0);
        ledger.commit(1);
        run();
        assertEquals(recorded(0), response.lines().get(0));
        assertTrue(
                response.lines().get(1).startsWith("{\"index\":1,\"problem\":{\"detail\":\"the line does not go on"));
        assertEquals(3, response.lines().size());
        request.send("x".repeat(ByteBudget.FREE + 1));
        stream.close();
        assertEquals(0, budget.counted());
    }

    @Test
    void aLineForWhichThereIsNoMemoryIsThatLinesProblem() {
        request.send("x".repeat(41 << 10));
        request.send("\n" + line(1));
        ledger.commit(0);
        run();
        assertTrue(response.lines().get(0).contains("urn:hostledger:problem:overloaded"));
        assertTrue(response.lines().get(1).contains("\"index\":1"));
    }

    @Test
    void aLargeChangeWaitsForTheLedgerOnlyWhereThereIsMemoryForIt() {
        ledger.full = true;
        String large = line(0).replace("\"n\":0", "\"n\":\"" + "x".repeat(20 << 10) + "\"");
        request.send(large);
        assertTrue(request.isPaused());
        assertEquals(large.length() - 1, budget.counted());
        assertFalse(budget.grow(0, 20 << 10));
        ledger.full = false;
        timers.remove().run();
        assertEquals(1, ledger.taken.size());
        assertEquals(0, budget.counted());
        assertTrue(budget.grow(0, 20 << 10));
        ledger.full = true;
        request.send(large);
        assertFalse(request.isPaused());
        ledger.commit(0);
        run();
        assertTrue(response.lines().get(1).contains("urn:hostledger:problem:overloaded"));
    }

    @Test
    void anEmptyBodyGivesAnEmptyAnswer() {
        request.end();
        assertTrue(response.hasEnded());
        assertEquals(0, response.lines().size());
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static String line(int n) {
        return "{\"element_id\":\"interface:a\",\"state\":{\"n\":" + n + "},\"actor\":\"a\",\"change_id\":\"" + n
                + "\"}\n";
    }

    private static String recorded(int n) {
        return "{\"central_hash\":\"" + Hash.ZERO + "\",\"central_height\":" + (100 + n) + ",\"element_hash\":\""
                + Hash.ZERO + "\",\"element_height\":" + n + ",\"element_id\":\"interface:a\",\"index\":" + n + "}";
    }
}
