package io.hostledger.ledger;

import io.hostledger.disk.Disk;
import io.hostledger.disk.Disk.Append;
import io.hostledger.ledger.Refusal.Known;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Brings what is durable into the files of both tiers, in order, and from there to its readers. Owned by the appender. */
final class Applier {
    /** What it calls on, in the appender's context. */
    interface Surroundings {
        /** The batch is in the files. */
        void publish(SealedBatch batch);

        /** The batch will not be in the files before a recovery. */
        void refuse(SealedBatch batch, Known known);

        /** From here on everything is refused, for this reason. */
        void failing(Throwable failure);

        /** A batch has come to its end. */
        void moved();
    }

    /** How many batches may be in the journal and wait to be written to the files. */
    private static final int MAX_BEHIND = 8;

    private final Executor executor;
    private final Disk disk;
    private final Surroundings surroundings;
    private final Deque<SealedBatch> behind = new ArrayDeque<>();
    private boolean applying;
    /** The files end before a batch that is durable: none behind it may go there. */
    private boolean failed;

    Applier(Executor executor, Disk disk, Surroundings surroundings) {
        this.executor = executor;
        this.disk = disk;
        this.surroundings = surroundings;
    }

    /** The files are where the journal says, at the start or behind a failure. */
    void begin() {
        failed = false;
    }

    boolean hasRoom() {
        return behind.size() < MAX_BEHIND;
    }

    boolean isIdle() {
        return !applying && behind.isEmpty();
    }

    /** Takes a batch that is durable, or that has no blocks. */
    void take(SealedBatch batch) {
        behind.add(batch);
        if (failed) {
            leaveToRecovery();
        } else {
            apply();
        }
    }

    private void apply() {
        if (applying || behind.isEmpty()) {
            return;
        }
        List<Append> appends = new ArrayList<>();
        for (SealedBatch batch : behind) {
            appends.addAll(batch.lines().runs());
        }
        int count = behind.size();
        if (appends.isEmpty()) {
            publish(count);
            return;
        }
        applying = true;
        // Element files before ledger.jsonl, so that no central line stands without its element line.
        Failures.stage(() -> disk.append(appends))
                .whenCompleteAsync((done, failure) -> applied(count, failure), executor);
    }

    private void applied(int batches, @Nullable Throwable failure) {
        applying = false;
        if (failure != null) {
            fail(failure);
            return;
        }
        try {
            publish(batches);
            apply();
            surroundings.moved();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void publish(int batches) {
        for (int i = 0; i < batches; i++) {
            SealedBatch batch = behind.removeFirst();
            try {
                surroundings.publish(batch);
            } catch (RuntimeException | Error e) {
                behind.addFirst(batch); // its callers are to hear of it
                throw e;
            }
        }
    }

    /** Writes no more, once what is being written has come to its end. */
    void fail(Throwable failure) {
        surroundings.failing(failure);
        if (!applying) {
            failed = true;
            leaveToRecovery();
        }
        surroundings.moved();
    }

    /** Durable, but not in the files, or behind such a batch: kept, and written there once the disk lets us. */
    private void leaveToRecovery() {
        behind.forEach(
                batch -> surroundings.refuse(batch, batch.blocks().isEmpty() ? Known.NOTHING_KEPT : Known.UNKNOWN));
        behind.clear();
    }
}
