package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Layout;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private static final Pace FULL = (bytes, nanos) -> 0;

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Verifier.Last> told = new ArrayList<>();
    private SampleLedger ledger = SampleLedger.of("vectors/v1/ledger");
    private long clock = 1_000_000;
    private boolean full;
    private final Verifier verifier = new Verifier(() -> ledger.verification(), this::execute, () -> clock, told::add);

    private void execute(Runnable task) {
        if (full) {
            throw new RejectedExecutionException();
        }
        work.add(task);
    }

    private void damage() {
        byte[] bytes = ledger.bytes(Layout.LEDGER).clone();
        bytes[bytes.length / 2] ^= 1;
        ledger = ledger.copy().put(Layout.LEDGER, bytes);
    }

    @Test
    void whoAsksWhileItRunsJoinsIt() {
        SharedRun first = verifier.everything(FULL);
        assertSame(first, verifier.everything(FULL));
        assertEquals(1, work.size());
        work.remove().run();
        assertTrue(first.report().join().intact());
        assertNotSame(first, verifier.everything(FULL));
    }

    @Test
    void eachElementIsVerifiedByItself() throws Exception {
        var vi101 = ElementTypes.standard().parse("interface:vi101");
        var never = ElementTypes.standard().parse("interface:never");
        SharedRun one = verifier.element(vi101, null, FULL);
        assertSame(one, verifier.element(vi101, null, FULL));
        SharedRun none = verifier.element(never, null, FULL);
        assertEquals(2, work.size());
        work.remove().run();
        work.remove().run();
        assertTrue(one.report().join().intact());
        assertTrue(one.report().join().checked().elementBlocks() > 0);
        CompletionException failure =
                assertThrows(CompletionException.class, () -> none.report().join());
        assertTrue(failure.getCause() instanceof NoSuchFileException);
        assertNull(verifier.last(), "that was not everything");
    }

    @Test
    void theLastReportIsKeptAndToldOf() {
        assertNull(verifier.last());
        verifier.everything(FULL);
        clock = 5_000_000;
        work.remove().run();
        assertEquals(5_000_000, verifier.last().endedMicros());
        assertTrue(verifier.last().report().intact());
        damage();
        verifier.everything(FULL);
        work.remove().run();
        assertFalse(verifier.last().report().intact());
        assertEquals(2, told.size());
        assertSame(verifier.last(), told.get(1));
    }

    @Test
    void progressIsToldToAllWhoFollow() {
        List<Progress> seen = new ArrayList<>();
        SharedRun run = verifier.everything(FULL);
        run.follow(seen::add);
        run.progress(new Progress(0.5, 7, "ledger.jsonl"));
        assertEquals(List.of(new Progress(0.5, 7, "ledger.jsonl")), seen);
    }

    @Test
    void whatIsCancelledIsNoResult() {
        SharedRun run = verifier.everything(FULL);
        verifier.cancel();
        work.remove().run();
        CompletionException failure =
                assertThrows(CompletionException.class, () -> run.report().join());
        assertTrue(failure.getCause() instanceof CancellationException);
        assertNull(verifier.last());
    }

    @Test
    void whatMayNotRunIsNotJoined() {
        full = true;
        assertThrows(RejectedExecutionException.class, () -> verifier.everything(FULL));
        full = false;
        verifier.everything(FULL);
        assertEquals(1, work.size());
    }

    @Test
    void aPaceRestsForWhatWasTooFast() {
        assertEquals(900_000_000, Pace.upTo(1_000).rest(1_000, 100_000_000));
        assertEquals(0, Pace.upTo(1_000).rest(1_000, 2_000_000_000L));
        assertEquals(400, Pace.courteous(() -> true, 5).rest(1, 100));
        assertEquals(0, Pace.courteous(() -> false, 5).rest(1, 100));
    }

    @Test
    void theSlowerOfTwoPacesRestsForBoth() {
        Pace scrub = Pace.slower(Pace.courteous(() -> true, 5), Pace.upTo(1_000));
        assertEquals(400, scrub.rest(0, 100));
        assertEquals(900_000_000, scrub.rest(1_000, 100_000_000));
    }

    @Test
    void whoJoinsSlowsNobodyDown() {
        SharedRun run = verifier.everything(FULL);
        assertSame(run, verifier.everything((bytes, nanos) -> Long.MAX_VALUE)); // the scrub is due
        Thread.currentThread().interrupt();
        run.pace(1);
        run.pace(1);
        assertFalse(run.cancelled(), "no rest that could be interrupted");
        assertTrue(Thread.interrupted());
    }

    @Test
    void whatIsDoneInOnePieceIsNotRestedFor() {
        SharedRun run = new SharedRun((bytes, nanos) -> bytes * Long.MAX_VALUE);
        long began = System.nanoTime();
        run.pace(1);
        assertTrue(System.nanoTime() - began < 60_000_000_000L);
        Thread.currentThread().interrupt();
        run.pace(1);
        assertTrue(run.cancelled(), "the second piece is rested for, until somebody ends it");
        assertTrue(Thread.interrupted());
    }

    @Test
    void theScrubComesAgainAndCountsWhatOthersAskedFor() {
        Queue<Runnable> timer = new ArrayDeque<>();
        List<Long> waits = new ArrayList<>();
        Duration day = Duration.ofHours(24);
        Scrub scrub = new Scrub(
                verifier,
                day,
                FULL,
                (millis, task) -> {
                    waits.add(millis);
                    timer.add(task);
                },
                () -> clock);
        scrub.begin();
        assertEquals(List.of(Duration.ofMinutes(10).toMillis()), waits);
        timer.remove().run();
        assertEquals(1, work.size());
        work.remove().run();
        assertEquals(day.toMillis(), waits.get(1));

        clock += Duration.ofHours(20).toMillis() * 1_000;
        verifier.everything(FULL); // somebody asks over HTTP
        work.remove().run();
        clock += Duration.ofHours(4).toMillis() * 1_000;
        timer.remove().run();
        assertEquals(0, work.size());
        assertEquals(Duration.ofHours(20).toMillis(), waits.get(2));
        clock += Duration.ofHours(20).toMillis() * 1_000;
        timer.remove().run();
        assertEquals(1, work.size());
        work.remove().run();

        clock += day.toMillis() * 1_000;
        full = true;
        timer.remove().run();
        assertEquals(Duration.ofMinutes(1).toMillis(), waits.getLast(), "those that wait take moments");
        full = false;
        timer.remove().run();
        assertEquals(1, work.size());
    }

    @Test
    void aReportIsMadeToJsonOnceForAll() {
        SharedRun run = verifier.everything(FULL);
        work.remove().run();
        Report report = run.report().join();
        assertSame(run.json(report), run.json(report));
    }
}
