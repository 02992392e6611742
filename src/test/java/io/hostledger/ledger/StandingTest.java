package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.disk.Disk;
import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.FaultyDisk;
import io.hostledger.disk.FaultyDisk.Fate;
import io.hostledger.disk.PassingDisk;
import io.hostledger.ledger.Refusal.Known;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Whether changes are taken: while the disk is short, after failures, on the way to a stop. */
class StandingTest {
    private static final long RESERVE = 1_000;

    private final Rig rig = new Rig();
    private final FakeDisk disk = rig.disk();

    private Ledger reserving() {
        return reserving(disk);
    }

    private Ledger reserving(Disk on) {
        Setup.Bounds small = Rig.SMALL;
        return rig.await(rig.open(
                on,
                new Setup.Bounds(
                        small.inFlight(),
                        small.inFlightBytes(),
                        small.batchBlocks(),
                        small.batchBytes(),
                        small.cachedHeads(),
                        small.cachedBytes(),
                        small.segmentBytes(),
                        small.indexBlocks(),
                        RESERVE)));
    }

    private static Refusal refusal(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).why();
    }

    @Test
    void belowTheReserveNothingIsTakenUntilThereIsSpaceAgain() {
        Ledger ledger = reserving();
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(0, 1))));
        disk.setFreeSpace(RESERVE - 1);
        rig.until(() -> ledger.standing() instanceof Standing.ReadOnly);

        Refusal.NoSpace why = assertInstanceOf(
                Refusal.NoSpace.class, refusal(ledger.change(Rig.change(0, 2)).join()));
        assertEquals(Known.NOTHING_KEPT, why.known());
        assertEquals(0, ledger.visible().height());

        // A segment that is removed is not to open it: the next one is made of the same space.
        disk.setFreeSpace(RESERVE + Rig.SMALL.segmentBytes());
        looks(3);
        assertInstanceOf(Standing.ReadOnly.class, ledger.standing());

        disk.setFreeSpace(RESERVE + 2 * Rig.SMALL.segmentBytes());
        rig.until(() -> ledger.standing() instanceof Standing.Open);
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(0, 2))));
    }

    /** Has the free space looked at so often. */
    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            rig.settle();
            rig.scheduler.step();
        }
        rig.settle();
    }

    @Test
    void aDiskThatCannotBeAskedForItsSpaceIsAFaultAndNotFull() {
        boolean[] faulty = {false};
        PassingDisk asked = new PassingDisk(disk) {
            @Override
            public CompletionStage<Long> freeSpace() {
                return faulty[0]
                        ? CompletableFuture.failedStage(new IOException("Mount point not found"))
                        : super.freeSpace();
            }
        };
        Ledger ledger = reserving(asked);
        faulty[0] = true;
        rig.until(() -> ledger.standing() instanceof Standing.ReadOnly);
        Refusal.ReadOnly why = assertInstanceOf(
                Refusal.ReadOnly.class, refusal(ledger.change(Rig.change(0, 2)).join()));
        assertTrue(why.reason().contains("Mount point not found"), why.reason());
        faulty[0] = false;
        rig.until(() -> ledger.standing() instanceof Standing.Open);
    }

    @Test
    void onTheWayToAStopWhatWasTakenIsAnsweredAndNoMoreIsTaken() throws Exception {
        Ledger ledger = rig.opened(disk);
        List<CompletableFuture<Outcome>> taken = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            taken.add(ledger.change(Rig.change(i % 3, i)));
        }
        CompletableFuture<Void> closed = ledger.close().toCompletableFuture();
        rig.until(() -> ledger.standing() instanceof Standing.Closing);
        assertInstanceOf(
                Refusal.ReadOnly.class, refusal(ledger.change(Rig.change(0, 99)).join()));

        rig.await(closed);
        taken.forEach(answer -> assertInstanceOf(Outcome.Committed.class, answer.join()));
        assertInstanceOf(
                Refusal.ReadOnly.class, refusal(ledger.change(Rig.change(0, 99)).join()));
        assertEquals(19, ledger.visible().height());
        assertTrue(Rig.report(disk.files()).intact());
    }

    @Test
    void twoStopsEndTogether() {
        Ledger ledger = rig.opened(disk);
        CompletableFuture<Void> one = ledger.close().toCompletableFuture();
        CompletableFuture<Void> other = ledger.close().toCompletableFuture();
        rig.await(one);
        rig.await(other);
        assertInstanceOf(Standing.Closed.class, ledger.standing());
    }

    @Test
    void aStopInTheMiddleOfAFailureEnds() {
        FaultyDisk faulty = new FaultyDisk(disk, call -> Fate.PASS);
        Ledger ledger = rig.opened(faulty);
        faulty.setScript(call -> Fate.FAIL_BEFORE);
        refusal(rig.await(ledger.change(Rig.change(0, 1))));
        rig.await(ledger.close());
        assertInstanceOf(Standing.Closed.class, ledger.standing());
        rig.die();

        Ledger again = rig.opened(disk);
        assertEquals(-1, again.visible().height());
        assertInstanceOf(Outcome.Committed.class, rig.await(again.change(Rig.change(0, 1))));
    }

    @Test
    void whoeverWaitsForAChangeIdAcrossAFailureIsRefusedAndNotActedOnTwice() throws Exception {
        FaultyDisk faulty = new FaultyDisk(disk, call -> Fate.PASS);
        Ledger ledger = rig.opened(faulty);
        // The batch is on the disk, and its write fails: nobody knows.
        faulty.setScript(call -> call.name().equals("write") ? Fate.FAIL_AFTER : Fate.PASS);
        CompletableFuture<Outcome> first = ledger.change(Rig.named("id", 0, 1));
        CompletableFuture<Outcome> second = ledger.change(Rig.named("id", 0, 1));
        rig.until(first::isDone);
        faulty.setScript(call -> Fate.PASS);
        rig.until(second::isDone);
        assertEquals(Known.UNKNOWN, known(second));

        rig.until(() -> ledger.standing() instanceof Standing.Open);
        Outcome third = rig.await(ledger.change(Rig.named("id", 0, 1)));
        assertTrue(third instanceof Outcome.Committed || third instanceof Outcome.Repeated, third::toString);
        assertEquals(0, ledger.visible().height());
        rig.await(ledger.close());
        assertTrue(Rig.report(disk.files()).intact());
    }

    @Test
    void whoAsksAgainWhileAKeptChangeWaitsForTheFilesIsNotToldThatNothingWasKept() {
        FaultyDisk faulty = new FaultyDisk(disk, call -> Fate.PASS);
        Ledger ledger = rig.opened(faulty);
        faulty.setScript(call -> call.name().equals("append") ? Fate.FAIL_BEFORE : Fate.PASS);
        CompletableFuture<Outcome> first = ledger.change(Rig.named("id", 0, 1));
        rig.until(first::isDone);
        assertEquals(Known.UNKNOWN, known(first));
        assertEquals(Known.UNKNOWN, known(ledger.change(Rig.named("id", 0, 1))));
        assertEquals(Known.NOTHING_KEPT, known(ledger.change(Rig.change(1, 1))));
        faulty.setScript(call -> Fate.PASS);
        rig.until(() -> ledger.standing() instanceof Standing.Open);
        assertInstanceOf(Outcome.Repeated.class, rig.await(ledger.change(Rig.named("id", 0, 1))));
        rig.await(ledger.close());
    }

    private static Known known(CompletableFuture<Outcome> answer) {
        return assertInstanceOf(Refusal.ReadOnly.class, refusal(answer.join())).known();
    }

    @Test
    void elementsThatGrowDoNotOutgrowTheCache() {
        Setup.Bounds bounds = new Setup.Bounds(64, 32 << 20, 4_096, 4 << 20, 100, 4_096, 32 << 20, 100_000, 0);
        Ledger ledger = rig.await(rig.open(disk, bounds));
        for (int round = 0; round < 2; round++) {
            String pad = "x".repeat(round * 1_000);
            for (int i = 0; i < 20; i++) {
                rig.await(ledger.change(Rig.change(i, "{\"pad\":\"" + pad + "\"}")));
            }
        }
        long misses = ledger.lanes().getFirst().misses();
        rig.await(ledger.change(Rig.change(0, 1)));
        assertEquals(misses + 1, ledger.lanes().getFirst().misses(), "the longest unused head is still in memory");
        rig.await(ledger.close());
    }
}
