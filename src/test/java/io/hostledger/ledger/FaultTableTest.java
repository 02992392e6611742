package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.FaultyDisk;
import io.hostledger.disk.FaultyDisk.Fate;
import io.hostledger.ledger.Refusal.Known;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call to the disk fails once, in every way: what a caller was told is true afterwards, and the ledger goes on. */
class FaultTableTest {
    private static final int CHANGES = 14;

    /** What became of one life in which a call failed. */
    private record Life(Rig rig, FakeDisk disk, FaultyDisk faulty, List<Outcome> outcomes) {
        List<Outcome.Committed> committed() {
            return outcomes.stream()
                    .filter(Outcome.Committed.class::isInstance)
                    .map(Outcome.Committed.class::cast)
                    .toList();
        }
    }

    private static Life live(int failing, Fate fate) {
        Rig rig = new Rig();
        FakeDisk disk = rig.disk();
        FaultyDisk faulty = new FaultyDisk(disk, call -> call.number() == failing ? fate : Fate.PASS);
        Life life = new Life(rig, disk, faulty, new ArrayList<>());
        CompletableFuture<Ledger> opening = rig.open(faulty, Rig.SMALL);
        rig.until(opening::isDone);
        if (opening.isCompletedExceptionally()) {
            return life; // it did not start, and told nobody anything
        }
        Ledger ledger = opening.join();
        for (int i = 0; i < CHANGES; i++) {
            life.outcomes.add(rig.await(ledger.change(Rig.change(i % 3, i))));
        }
        // It opens again by itself. The fault may meet this very change: then the one after it is taken.
        Outcome next;
        int tries = 0;
        do {
            rig.until(() -> ledger.standing() instanceof Standing.Open);
            next = rig.await(ledger.change(Rig.change(0, 99 + tries)));
        } while (!(next instanceof Outcome.Committed) && ++tries < 2);
        life.outcomes.add(assertInstanceOf(Outcome.Committed.class, next));
        // A stop that fails leaves its journal behind, to be recovered.
        CompletableFuture<Void> closed = ledger.close().toCompletableFuture();
        rig.until(closed::isDone);
        return life;
    }

    @Test
    void withoutAFaultEverythingIsCommitted() throws Exception {
        Life life = live(-1, Fate.PASS);
        assertEquals(CHANGES + 1, life.committed().size());
        assertTrue(life.faulty.calls().size() > 2 * CHANGES);
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void whatCallersWereToldIsTrueAtTheNextChange(Fate fate) throws Exception {
        int calls = live(-1, Fate.PASS).faulty.calls().size();
        for (int failing = 0; failing < calls; failing++) {
            Life life = live(failing, fate);
            String where = fate + " of call " + failing;
            check(life, life.disk, where);
        }
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void whatCallersWereToldIsTrueAfterARestart(Fate fate) throws Exception {
        int calls = live(-1, Fate.PASS).faulty.calls().size();
        for (int failing = 0; failing < calls; failing++) {
            for (int end = 0; end < 3; end++) {
                Life life = cutShort(failing, fate);
                String where = fate + " of call " + failing + ", end " + end;
                life.rig.die();
                FakeDisk left = end == 0 ? life.disk.kill(new Random(failing)) : life.disk.crash(new Random(end));
                Ledger again = life.rig.opened(left);
                check(life, left, where);
                assertInstanceOf(Outcome.Committed.class, life.rig.await(again.change(Rig.change(1, 77))), where);
                life.rig.await(again.close());
                assertTrue(Rig.report(left.files()).intact(), where);
            }
        }
    }

    /** The process ends as soon as the failure is known. */
    private static Life cutShort(int failing, Fate fate) {
        Rig rig = new Rig();
        FakeDisk disk = rig.disk();
        FaultyDisk faulty = new FaultyDisk(disk, call -> call.number() == failing ? fate : Fate.PASS);
        Life life = new Life(rig, disk, faulty, new ArrayList<>());
        CompletableFuture<Ledger> opening = rig.open(faulty, Rig.SMALL);
        rig.until(opening::isDone);
        if (!opening.isCompletedExceptionally()) {
            Ledger ledger = opening.join();
            for (int i = 0; i < CHANGES && ledger.standing() instanceof Standing.Open; i++) {
                life.outcomes.add(rig.await(ledger.change(Rig.change(i % 3, i))));
            }
        }
        return life;
    }

    private static void check(Life life, FakeDisk disk, String where) throws Exception {
        assertEquals(List.of(), Rig.report(disk.files()).findings(), where);
        for (Outcome.Committed committed : life.committed()) {
            assertTrue(Rig.holds(disk, committed), where + ": an answered change is gone");
        }
        for (int i = 0; i < life.outcomes.size(); i++) {
            if (life.outcomes.get(i) instanceof Outcome.Refused refused && known(refused.why()) == Known.NOTHING_KEPT) {
                String state = "\"state_snapshot\":{\"n\":" + i + "}";
                boolean kept = disk.contents().entrySet().stream()
                        .filter(file -> file.getKey().endsWith(Layout.SUFFIX))
                        .anyMatch(file -> new String(file.getValue(), StandardCharsets.UTF_8).contains(state));
                assertFalse(kept, where + ": change " + i + " was said not to be kept, and is there");
            }
        }
    }

    private static Known known(Refusal why) {
        return switch (why) {
            case Refusal.ReadOnly readOnly -> readOnly.known();
            case Refusal.NoSpace noSpace -> noSpace.known();
            default -> Known.NOTHING_KEPT;
        };
    }
}
