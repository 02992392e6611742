package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.FaultyDisk;
import io.hostledger.disk.FaultyDisk.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the engine tells those who measure it. */
class ObserverTest {
    /** Writes down what it is told; each look at its clock is a nanosecond. */
    private static final class Notes implements Observer {
        final List<Commit> commits = new ArrayList<>();
        final List<Outcome> outcomes = new ArrayList<>();
        final List<String> standings = new ArrayList<>();
        final List<Long> recovered = new ArrayList<>();
        int checkpoints;
        private long now;

        @Override
        public long nanoTime() {
            return ++now;
        }

        @Override
        public void committed(Commit commit) {
            commits.add(commit);
        }

        @Override
        public void answered(Outcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void recovered(long blocks, long tookNanos) {
            assertTrue(tookNanos > 0);
            recovered.add(blocks);
        }

        @Override
        public void checkpointed(long tookNanos) {
            assertTrue(tookNanos > 0);
            checkpoints++;
        }

        @Override
        public void stands(Standing standing) {
            standings.add(standing.getClass().getSimpleName());
        }
    }

    private final Rig rig = new Rig();
    private final FakeDisk disk = rig.disk();
    private final Notes notes = new Notes();

    private Ledger opened() {
        return rig.await(rig.open(disk, Rig.SMALL, notes));
    }

    @Test
    void whatIsPutBeforeTheAppenderIsCalledIsOneBatch() {
        List<Runnable> calls = new ArrayList<>();
        Ledger ledger = opened();
        rig.gathering = calls::add;
        CompletableFuture<Outcome> first = ledger.change(Rig.change(0, 1));
        CompletableFuture<Outcome> second = ledger.change(Rig.change(1, 1));
        rig.settle();
        assertEquals(List.of(), notes.commits);

        calls.forEach(Runnable::run);
        rig.await(first);
        rig.await(second);
        assertEquals(List.of(2), notes.commits.stream().map(Commit::blocks).toList());
    }

    @Test
    void theStepsOfABatchFollowOneAnother() {
        Ledger ledger = opened();
        rig.await(ledger.change(Rig.change(0, 1)));
        rig.await(ledger.change(Rig.change(0, 2)));
        assertEquals(2, notes.commits.size());
        long end = 0;
        for (Commit commit : notes.commits) {
            assertEquals(1, commit.blocks());
            assertTrue(commit.bytes() > 500, commit::toString);
            assertTrue(end < commit.waiting(), commit::toString);
            assertTrue(commit.waiting() < commit.sealing(), commit::toString);
            assertTrue(commit.sealing() < commit.sealed(), commit::toString);
            assertTrue(commit.sealed() < commit.durable(), commit::toString);
            assertTrue(commit.durable() < commit.applied(), commit::toString);
            end = commit.applied();
        }
    }

    @Test
    void whatComesWhileABatchIsSyncedWaitsSinceThen() {
        Ledger ledger = opened();
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            answers.add(ledger.change(Rig.change(i, 1)));
        }
        answers.forEach(rig::await);
        assertEquals(12, notes.commits.stream().mapToInt(Commit::blocks).sum());
        assertTrue(notes.commits.size() > 1);
        boolean waited = false;
        for (int i = 1; i < notes.commits.size(); i++) {
            Commit before = notes.commits.get(i - 1);
            waited |= notes.commits.get(i).waiting() < before.durable();
            assertTrue(notes.commits.get(i).sealing() > before.durable());
        }
        assertTrue(waited);
    }

    @Test
    void everyOutcomeIsToldOnceAndOfASetEachChange() {
        Ledger ledger = opened();
        rig.await(ledger.change(Rig.change(0, 1)));
        rig.await(ledger.change(Rig.change(0, 1)));
        rig.await(ledger.changeSet(new ChangeSet(List.of(Rig.change(1, 1), Rig.change(2, 1)), true)));
        rig.await(ledger.change(Rig.change(3, "null")));
        assertEquals(
                List.of("Committed", "Unchanged", "Committed", "Committed", "Refused"),
                notes.outcomes.stream().map(it -> it.getClass().getSimpleName()).toList());
        assertEquals(0, ledger.bytesInFlight());
    }

    @Test
    void headsInMemoryAreHits() {
        Ledger ledger = opened();
        for (int i = 0; i < 3; i++) {
            rig.await(ledger.change(Rig.change(0, i)));
        }
        assertEquals(List.of(new LaneLoad(0, 2, 1)), ledger.lanes());
    }

    @Test
    void aFailureAndItsEndAreToldOnceEach() {
        FaultyDisk faulty = new FaultyDisk(disk, call -> Fate.PASS);
        Ledger ledger = rig.await(rig.open(faulty, Rig.SMALL, notes));
        faulty.setScript(call -> call.name().equals("write") ? Fate.FAIL_BEFORE : Fate.PASS);
        rig.await(ledger.change(Rig.change(0, 1)));
        faulty.setScript(call -> Fate.PASS);
        rig.until(() -> ledger.standing() instanceof Standing.Open);
        rig.await(ledger.close());
        assertEquals(List.of("Open", "ReadOnly", "Open", "Closing", "Closed"), notes.standings);
        assertEquals(List.of(0L, 0L), notes.recovered);
    }

    @Test
    void whatTheJournalHeldIsTold() {
        Ledger ledger = opened();
        for (int i = 0; i < 3; i++) {
            rig.await(ledger.change(Rig.change(0, i)));
        }
        rig.die();
        opened();
        assertEquals(List.of(0L, 3L), notes.recovered);
    }

    @Test
    void checkpointsAreTold() {
        Ledger ledger = opened();
        for (int i = 0; notes.checkpoints == 0; i++) {
            assertTrue(i < 10_000);
            rig.await(ledger.change(Rig.change(i % 5, i)));
        }
    }

    @Test
    void aChangeIsFollowedFromItsLaneToItsBatch() {
        Ledger ledger = opened();
        List<Long> lane = new ArrayList<>();
        List<Commit> batches = new ArrayList<>();
        Passage passage = new Passage() {
            @Override
            public void madeOnLane() {
                lane.add(notes.nanoTime());
            }

            @Override
            public void committed(Commit commit) {
                batches.add(commit);
            }
        };
        rig.await(ledger.change(Rig.change(0, 1), passage));
        assertEquals(notes.commits, batches);
        assertEquals(1, lane.size());
        assertTrue(lane.get(0) < batches.get(0).sealing());

        rig.await(ledger.change(Rig.change(0, 1), passage));
        assertEquals(2, lane.size());
        assertEquals(1, batches.size());
    }
}
