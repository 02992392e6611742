package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.disk.FakeDisk;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two small states can have differences of hundreds of megabytes, since each names its whole way down. */
class LargeDifferencesTest {
    private static final int LONG_NAME = 500_000;

    private final Rig rig = new Rig();
    private final FakeDisk disk = rig.disk();
    private final Ledger ledger = rig.opened(disk);

    @AfterEach
    void whatWasTakenIsIntact() throws IOException {
        rig.await(ledger.close());
        assertTrue(Rig.report(disk.files()).intact());
    }

    @Test
    void aChangeWithTooLargeDifferencesIsRefusedAndTheElementGoesOn() {
        committed(Rig.change(0, below(1)));
        Outcome.Refused refused =
                assertInstanceOf(Outcome.Refused.class, rig.await(ledger.change(Rig.change(0, below(2)))));
        assertInstanceOf(Refusal.TooLarge.class, refused.why());
        committed(Rig.change(0, 3));
    }

    @Test
    void aSetWithOneIsRefusedWhole() {
        committed(Rig.change(1, below(1)));
        ChangeSet set = new ChangeSet(List.of(Rig.change(0, 1), Rig.change(1, below(2))), true);
        SetOutcome.Refused refused = assertInstanceOf(SetOutcome.Refused.class, rig.await(ledger.changeSet(set)));
        assertEquals(1, refused.index());
        assertInstanceOf(Refusal.TooLarge.class, refused.why());
        assertEquals(1, ledger.visible().blocks());
    }

    @Test
    void aSetWithManyThatAreTooLargeTogetherIsRefusedWhole() {
        List<Change> large = IntStream.range(0, 3)
                .mapToObj(i -> Rig.change(i, below(8_000, 1)))
                .toList();
        large.forEach(this::committed);
        List<Change> emptied = IntStream.range(0, 3)
                .mapToObj(i -> Rig.change(i, "{\"" + "n".repeat(8_000) + "\":{}}"))
                .toList();
        SetOutcome.Refused refused =
                assertInstanceOf(SetOutcome.Refused.class, rig.await(ledger.changeSet(new ChangeSet(emptied, true))));
        assertEquals(2, refused.index());
        assertInstanceOf(Refusal.TooLarge.class, refused.why());
        assertEquals(3, ledger.visible().blocks());
        assertInstanceOf(
                SetOutcome.Done.class, rig.await(ledger.changeSet(new ChangeSet(emptied.subList(0, 2), true))));
        assertEquals(5, ledger.visible().blocks());
        assertEquals(0, ledger.differenceBytes());
    }

    @Test
    void changesSideBySideWaitUntilThereIsRoomForTheirDifferences() {
        int elements = 8;
        for (int i = 0; i < elements; i++) {
            committed(Rig.change(i, below(200, 1)));
        }
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        CompletableFuture<SetOutcome> set = null;
        for (int i = 0; i < elements; i++) {
            answers.add(ledger.change(Rig.change(i, "{\"" + "n".repeat(200) + "\":{}}")));
            // What comes behind one that waits stays behind it.
            answers.add(ledger.change(Rig.change(i, "{\"n\":2}")));
            if (i == elements / 2) {
                set = ledger.changeSet(new ChangeSet(
                        List.of(Rig.change(i, 3), Rig.change(i + 1, below(200, 2))), true));
            }
        }
        long most = Rig.SMALL.differenceBytes();
        rig.until(() -> {
            assertTrue(ledger.differenceBytes() <= most, "more than there is room for");
            return ledger.inFlight() == 0;
        });
        answers.forEach(answer -> assertInstanceOf(Outcome.Committed.class, answer.join()));
        assertInstanceOf(SetOutcome.Done.class, Objects.requireNonNull(set).join());
        assertEquals(0, ledger.differenceBytes());
        for (int i = 0; i < elements; i++) {
            if (i != elements / 2 && i != elements / 2 + 1) {
                assertInstanceOf(Outcome.Unchanged.class, rig.await(ledger.change(Rig.change(i, 2))));
            }
        }
    }

    private void committed(Change change) {
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(change)));
    }

    /** An object of a thousand members below one long name. */
    private static String below(int value) {
        return below(LONG_NAME, value);
    }

    private static String below(int name, int value) {
        return IntStream.range(1_000, 2_000)
                .mapToObj(i -> "\"m" + i + "\":" + value)
                .collect(Collectors.joining(",", "{\"" + "n".repeat(name) + "\":{", "}}"));
    }
}
