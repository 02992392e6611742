package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.hostledger.chain.Attribution;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A set whose change_ids were seen before is answered as it was then, or refused where something else is asked. */
class RepeatedSetTest {
    private final Rig rig = new Rig();
    private final Ledger ledger = rig.opened(rig.disk());
    private int requests;

    private static Change change(int element, int state, @Nullable String id, String correlation) {
        Change change = Rig.change(element, state);
        Attribution by = Attribution.asserted("rig", id, correlation);
        return new Change(change.element(), change.state(), null, by, null, null);
    }

    /** As the edge makes it where the caller gives no correlation_id. */
    private SetOutcome send(String... changes) {
        String correlation = "request " + requests++;
        List<Change> all = List.of(changes).stream()
                .map(text -> text.split(" "))
                .map(word -> change(
                        Integer.parseInt(word[0]),
                        Integer.parseInt(word[1]),
                        word.length > 2 ? word[2] : null,
                        correlation))
                .toList();
        return rig.await(ledger.changeSet(new ChangeSet(all, false)));
    }

    private static List<Outcome> items(SetOutcome outcome) {
        return assertInstanceOf(SetOutcome.Done.class, outcome).items();
    }

    private static void conflictAt(int index, SetOutcome outcome) {
        SetOutcome.Refused refused = assertInstanceOf(SetOutcome.Refused.class, outcome);
        assertEquals(index, refused.index());
        assertInstanceOf(Refusal.ChangeIdConflict.class, refused.why());
    }

    @Test
    void theSameSetAgainHasItsFirstBlocks() {
        rig.await(ledger.change(Rig.change(2, 7)));
        List<Outcome> first = items(send("0 1 a", "1 1 b", "2 7 c", "3 1"));
        rig.await(ledger.change(Rig.change(2, 8)));
        rig.await(ledger.change(Rig.change(0, 9)));

        List<Outcome> again = items(send("0 1 a", "1 1 b", "2 7 c", "3 1"));
        for (int i : new int[] {0, 1, 3}) {
            Outcome.Committed made = assertInstanceOf(Outcome.Committed.class, first.get(i));
            Outcome.Repeated repeated = assertInstanceOf(Outcome.Repeated.class, again.get(i));
            assertEquals(made.element().head(), repeated.element());
            assertEquals(made.central().head(), repeated.central());
        }
        assertEquals(first.get(2), assertInstanceOf(Outcome.Unchanged.class, again.get(2)));
        assertEquals(5, ledger.visible().height());
    }

    @Test
    void anotherStateUnderTheIdIsAConflict() {
        send("0 1 a", "1 1 b");
        conflictAt(1, send("0 1 a", "1 2 b"));
    }

    @Test
    void oneMoreChangeUnderAKnownIdIsAConflict() {
        send("0 1 a", "1 1 b");
        conflictAt(2, send("0 1 a", "1 1 b", "2 1"));
        conflictAt(2, send("0 1 a", "1 1 b", "2 1 new"));
    }

    @Test
    void fewerChangesThanWereAskedUnderAKnownIdAreAConflict() {
        send("9 9");
        send("0 1 a", "1 1 b", "2 1 c");
        send("9 8");
        conflictAt(-1, send("0 1 a", "1 1 b"));
        conflictAt(-1, send("1 1 b", "2 1 c"));
        conflictAt(-1, send("1 1 b"));
        assertInstanceOf(SetOutcome.Refused.class, send("0 1 a", "2 1 c"));
        assertEquals(3, items(send("0 1 a", "1 1 b", "2 1 c")).size());
    }

    @Test
    void setsUnderOneCorrelationAreNotTakenForOne() {
        for (int i = 0; i < 3; i++) {
            rig.await(ledger.changeSet(correlated(i)));
        }
        assertInstanceOf(
                Outcome.Repeated.class,
                items(rig.await(ledger.changeSet(correlated(1)))).getFirst());
    }

    private static ChangeSet correlated(int element) {
        return new ChangeSet(List.of(change(element, 1, "id" + element, "job")), true);
    }

    @Test
    void anIdOfAnotherCallIsAConflict() {
        rig.await(ledger.change(Rig.named("a", 0, 1)));
        rig.await(ledger.change(Rig.named("b", 1, 1)));
        conflictAt(1, send("0 1 a", "1 1 b"));
        assertEquals(1, ledger.visible().height());
    }

    @Test
    void aSetIdIsRefusedToASingleChangeThatAsksForAnotherThing() {
        send("0 1 a");
        Outcome outcome = rig.await(ledger.change(Rig.named("a", 0, 2)));
        assertInstanceOf(
                Refusal.ChangeIdConflict.class,
                assertInstanceOf(Outcome.Refused.class, outcome).why());
    }

    @Test
    void twoSetsWithTheSameIdsInOppositeOrderAreMadeOnce() {
        Change a = change(0, 1, "a", "x");
        Change b = change(1, 1, "b", "x");
        var one = ledger.changeSet(new ChangeSet(List.of(a, b), true));
        var other = ledger.changeSet(new ChangeSet(List.of(b, a), true));
        rig.await(one);
        rig.await(other);
        assertEquals(1, ledger.visible().height());
    }
}
