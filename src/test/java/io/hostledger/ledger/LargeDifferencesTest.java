package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.disk.FakeDisk;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two small states can have differences of hundreds of megabytes, since each names its whole way down. */
class LargeDifferencesTest {
    private static final String LONG_NAME = "n".repeat(500_000);

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

    private void committed(Change change) {
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(change)));
    }

    /** An object of a thousand members below one long name. */
    private static String below(int value) {
        return IntStream.range(1_000, 2_000)
                .mapToObj(i -> "\"m" + i + "\":" + value)
                .collect(Collectors.joining(",", "{\"" + LONG_NAME + "\":{", "}}"));
    }
}
