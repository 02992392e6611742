package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.PassingDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A disk that syncs files more slowly than the journal is filled holds the writers back; the journal does not grow. */
class BacklogTest {
    /** Those that wait, the one being filled, its spare, and what was on its way to them. */
    private static final int SEGMENTS = 16;

    private final Rig rig = new Rig();
    private final FakeDisk disk = rig.disk();
    private final CompletableFuture<Void> lets = new CompletableFuture<>();

    private final class SlowToSync extends PassingDisk {
        boolean slow;

        SlowToSync() {
            super(BacklogTest.this.disk);
        }

        @Override
        public CompletionStage<Void> sync(Collection<String> paths) {
            return slow ? lets.thenCompose(done -> super.sync(paths)) : super.sync(paths);
        }
    }

    private long segments() {
        return disk.contents().keySet().stream()
                .filter(path -> path.startsWith(Layout.JOURNAL + "/"))
                .count();
    }

    private List<CompletableFuture<Outcome>> untilItIsTooMuch(Ledger ledger) {
        List<CompletableFuture<Outcome>> taken = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            CompletableFuture<Outcome> answer = ledger.change(Rig.change(i % 50, i));
            if (answer.isDone()) {
                Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, answer.join());
                assertInstanceOf(Refusal.Overloaded.class, refused.why());
                return taken;
            }
            taken.add(answer);
            rig.settle();
        }
        throw new AssertionError("nothing was ever too much, and there are " + segments() + " segments");
    }

    @Test
    void theJournalDoesNotGrowAndAllIsAnsweredOnceTheDiskHasCaughtUp() throws Exception {
        SlowToSync slow = new SlowToSync();
        Ledger ledger = rig.opened(slow);
        slow.slow = true;
        List<CompletableFuture<Outcome>> taken = untilItIsTooMuch(ledger);
        assertTrue(segments() <= SEGMENTS, segments() + " segments");
        assertInstanceOf(Standing.Open.class, ledger.standing());

        lets.complete(null);
        taken.forEach(answer -> assertInstanceOf(Outcome.Committed.class, rig.await(answer)));
        rig.await(ledger.close());
        assertEquals(taken.size(), ledger.visible().blocks());
        assertTrue(Rig.report(disk.files()).intact());
    }

    @Test
    void aSyncThatFailsAtLastEndsTheWait() {
        SlowToSync slow = new SlowToSync();
        Ledger ledger = rig.opened(slow);
        slow.slow = true;
        List<CompletableFuture<Outcome>> taken = untilItIsTooMuch(ledger);
        slow.slow = false;
        lets.completeExceptionally(new IOException("the disk has given up"));
        taken.forEach(rig::await);
        rig.until(() -> ledger.standing() instanceof Standing.Open);
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(0, 1))));
        rig.await(ledger.close());
    }
}
