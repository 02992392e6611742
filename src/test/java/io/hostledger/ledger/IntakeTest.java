package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.Json;
import io.hostledger.chain.Limits;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is taken and not yet answered is bounded, by number and by size. */
class IntakeTest {
    private static final Attribution BY = Attribution.asserted("rig", null, null);

    private final Rig rig = new Rig();
    private final Ledger ledger = rig.opened(rig.disk());

    private static void assertOverloaded(CompletableFuture<Outcome> answer) {
        assertTrue(answer.isDone(), "a refusal waits for nothing");
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, answer.join());
        assertInstanceOf(Refusal.Overloaded.class, refused.why());
    }

    @Test
    void whatIsTooMuchIsRefusedAtOnceAndWhatWasTakenGoesOn() {
        List<CompletableFuture<Outcome>> taken = new ArrayList<>();
        for (int i = 0; i < Rig.SMALL.inFlight(); i++) {
            taken.add(ledger.change(Rig.change(i % 3, i)));
        }
        assertEquals(Rig.SMALL.inFlight(), ledger.inFlight());
        assertOverloaded(ledger.change(Rig.change(9, 9)));
        assertOverloaded(ledger.record(new Event("test", "happened", Json.EMPTY_OBJECT, BY)));
        assertOverloaded(ledger.rollBack(new Rollback(Rig.change(0, 0).element(), 0, BY, null, null)));
        SetOutcome set = ledger.changeSet(new ChangeSet(List.of(Rig.change(9, 9)), false))
                .join();
        SetOutcome.Refused refused = assertInstanceOf(SetOutcome.Refused.class, set);
        assertInstanceOf(Refusal.Overloaded.class, refused.why());

        taken.forEach(answer -> assertInstanceOf(Outcome.Committed.class, rig.await(answer)));
        assertEquals(0, ledger.inFlight());
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(9, 9))));
        assertEquals(Rig.SMALL.inFlight() + 1, ledger.visible().blocks());
    }

    @Test
    void oneMayBeLargerThanTheRoomAndTwoMayNot() {
        String large = "{\"pad\":\"" + "x".repeat((int) Rig.SMALL.inFlightBytes()) + "\"}";
        CompletableFuture<Outcome> first = ledger.change(Rig.change(0, large));
        assertOverloaded(ledger.change(Rig.change(1, large)));
        assertInstanceOf(Outcome.Committed.class, rig.await(first));
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(1, large))));
    }

    @Test
    void aRollbackCountsTheStateThatItMayBringBack() {
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(0, 1))));
        CompletableFuture<Outcome> first =
                ledger.rollBack(new Rollback(Rig.change(0, 0).element(), 0, BY, null, null));
        assertEquals(Limits.STATE_BYTES, ledger.bytesInFlight());
        rig.await(first);
        assertEquals(0, ledger.bytesInFlight());
    }
}
