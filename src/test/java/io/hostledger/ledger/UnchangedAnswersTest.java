package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.Json;
import org.junit.jupiter.api.Test;

/** A change_id that was answered `unchanged` is answered so again, whatever has become of the element since. */
class UnchangedAnswersTest {
    private final Rig rig = new Rig();
    private final Ledger ledger = rig.opened(rig.disk());

    private void conflict(Outcome outcome) {
        assertInstanceOf(
                Refusal.ChangeIdConflict.class,
                assertInstanceOf(Outcome.Refused.class, outcome).why());
        assertEquals(1, ledger.visible().height());
    }

    @Test
    void theSameAgainIsNotMadeIntoABlock() {
        rig.await(ledger.change(Rig.change(0, 1)));
        Outcome first = rig.await(ledger.change(Rig.named("id", 0, 1)));
        assertInstanceOf(Outcome.Unchanged.class, first);
        rig.await(ledger.change(Rig.change(0, 2)));
        assertEquals(first, rig.await(ledger.change(Rig.named("id", 0, 1))));
        assertEquals(1, ledger.visible().height());
    }

    @Test
    void anotherThingUnderItIsAConflict() {
        rig.await(ledger.change(Rig.change(0, 1)));
        rig.await(ledger.change(Rig.named("id", 0, 1)));
        rig.await(ledger.change(Rig.change(1, 1)));
        conflict(rig.await(ledger.change(Rig.named("id", 0, 2))));
        conflict(rig.await(ledger.change(Rig.named("id", 1, 1))));
        Attribution by = Attribution.asserted("rig", "id", null);
        conflict(rig.await(ledger.record(new Event("backup", "done", Json.ofCanonical("{}"), by))));
    }

    @Test
    void soManyAreKnownAndTheOldestIsNewAgain() {
        UnchangedAnswers answers = new UnchangedAnswers();
        rig.await(ledger.change(Rig.change(0, 1)));
        Asked asked = new Asked.OfChange(Rig.change(0, 1));
        Outcome.Unchanged outcome =
                assertInstanceOf(Outcome.Unchanged.class, rig.await(ledger.change(Rig.change(0, 1))));
        for (int i = 0; i <= UnchangedAnswers.MAX; i++) {
            answers.remember("id" + i, asked, outcome);
        }
        assertEquals(null, answers.first("id0", asked));
        assertEquals(outcome, answers.first("id1", asked));
    }
}
