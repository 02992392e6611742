package io.hostledger.ledger;

import io.hostledger.chain.Hasher;
import io.hostledger.chain.Head;
import io.hostledger.disk.Disk;
import io.hostledger.journal.Base;
import io.hostledger.journal.Journal;
import io.hostledger.ledger.Refusal.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one central appender: takes slots in order, seals them into batches, and brings one batch after the other
 * through the journal into the files of both tiers, and from there to its readers. While one is on its way the next
 * one collects. All but {@link #put} and what is volatile is owned by the appender's executor.
 */
final class Appender {
    /** What the appender calls on, in its own context. */
    interface Surroundings {
        /** The batch is in the files: it becomes visible, and is answered. */
        void publish(SealedBatch batch);

        /** No change is taken any more; {@link #settled} is called when nothing is on its way. */
        void failed(Throwable failure);

        /** After a failure: the last batch on its way has come to its end. */
        void settled();

        /** Why nothing is kept now, after a failure. */
        Refusal refusal(Known known);

        /** Whether the files keep up with the journal: while they do not, nothing goes there. */
        boolean keepsUp();
    }

    private static final Logger LOG = Logger.getLogger(Appender.class.getName());

    private final Executor executor;
    private final Executor gathering;
    private final Disk disk;
    private final Setup.Bounds bounds;
    private final Observer observer;
    private final Surroundings surroundings;
    private final SlotRing ring;
    private final Hasher hasher = new Hasher();
    private final AtomicInteger calls = new AtomicInteger();

    private @Nullable Journal journal;
    /** To the journal or the files. Read by any thread: while it is, the next batch collects, and nobody need call. */
    private volatile boolean onItsWay;

    private boolean failed = true;

    private Base sealed = Base.EMPTY;
    private int epoch;
    private volatile @Nullable Head durable;

    Appender(Setup setup, Surroundings surroundings) {
        this.executor = setup.appender();
        this.gathering = setup.gathering();
        this.disk = setup.disk();
        this.bounds = setup.bounds();
        this.observer = setup.observer();
        this.surroundings = surroundings;
        // Each change on its way has one slot; those of the service itself come on top.
        this.ring = new SlotRing(bounds.inFlight() + 16);
    }

    /** The last central block that is known to be durable; null while there is none. Any thread. */
    @Nullable
    Head durable() {
        return durable;
    }

    /** Takes a slot. Any thread. */
    void put(Slot slot) {
        ring.put(slot);
        if (!onItsWay) {
            gathering.execute(this::call);
        }
    }

    private void call() {
        if (!onItsWay && calls.getAndIncrement() == 0) {
            try {
                executor.execute(this::answerCalls);
            } catch (RuntimeException | Error e) {
                // Nobody comes: the next one has to call again.
                calls.set(0);
                throw e;
            }
        }
    }

    /** The time of a slot that is put now. Any thread. */
    long now() {
        return observer.nanoTime();
    }

    private void answerCalls() {
        int answered = calls.get();
        guarded(this::turn);
        if (calls.addAndGet(-answered) != 0) {
            executor.execute(this::answerCalls);
        }
    }

    /** After a fault of the program, or a lack of memory, nothing more is taken: callers are told, and readiness says why. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Begins, or begins again behind a failure: where the ledger stands, in which epoch, with which journal. */
    void begin(Base base, int newEpoch, Journal newJournal) {
        sealed = base;
        durable = base.head();
        epoch = newEpoch;
        journal = newJournal;
        failed = false;
        turn();
    }

    @Nullable
    Journal journal() {
        return journal;
    }

    /** Where the ledger stands with all that is sealed. */
    Base base() {
        return sealed;
    }

    boolean isIdle() {
        return !onItsWay;
    }

    private void turn() {
        if (failed) {
            refuseAll();
            return;
        }
        List<Slot> slots = List.of();
        do {
            // A batch without blocks is not journaled: the next one can follow at once.
            slots = !onItsWay && surroundings.keepsUp() ? collect() : List.of();
            if (!slots.isEmpty()) {
                seal(slots);
            }
        } while (!slots.isEmpty() && !failed);
    }

    private void seal(List<Slot> slots) {
        long began = observer.nanoTime();
        SealedBatch batch;
        try {
            batch = new SealedBatch(slots, sealed, hasher);
        } catch (RuntimeException | Error e) {
            // A fault of the program: heads and files no longer fit what is in memory.
            refuse(slots, Known.NOTHING_KEPT, e);
            return;
        }
        batch.sealed(slots.getFirst().since(), began, observer.nanoTime());
        commit(batch);
    }

    private List<Slot> collect() {
        List<Slot> slots = new ArrayList<>();
        int blocks = 0;
        long bytes = 0;
        Slot slot = ring.peek();
        while (slot != null) {
            if (slot.epoch() != epoch) {
                refuse(slot, slot.knownIfNotKept());
            } else {
                blocks += slot.blocks().size();
                bytes += slot.maxBytes();
                if (!slots.isEmpty() && (blocks > bounds.batchBlocks() || bytes > bounds.batchBytes())) {
                    return slots;
                }
                slots.add(slot);
            }
            ring.advance();
            slot = ring.peek();
        }
        return slots;
    }

    private void commit(SealedBatch batch) {
        sealed = batch.after();
        if (batch.blocks().isEmpty()) {
            publish(batch, Known.NOTHING_KEPT);
            return;
        }
        onItsWay = true;
        // A crash during this: the batch is in the journal or is cut from it; nobody was told anything.
        Failures.stage(() -> Objects.requireNonNull(journal).append(batch.lines()))
                .whenCompleteAsync((segment, failure) -> journaled(batch, segment, failure), executor);
    }

    private void journaled(SealedBatch batch, Long segment, @Nullable Throwable failure) {
        if (failure != null) {
            boolean begun = !(Failures.cause(failure) instanceof Journal.NotBegun);
            refuse(batch.slots(), begun ? Known.UNKNOWN : Known.NOTHING_KEPT, failure);
            return;
        }
        try {
            // From here the batch is durable. A crash before it is in the files: recovery writes it there.
            batch.inSegment(segment, observer.nanoTime());
            durable = batch.after().head();
            // Element files before ledger.jsonl, so that no central line stands without its element line.
            Failures.stage(() -> disk.append(batch.lines().runs()))
                    .whenCompleteAsync((done, fault) -> applied(batch, fault), executor);
        } catch (RuntimeException | Error e) {
            // The files may be written to all the same: what heals them comes to the same thread of the disk's.
            refuse(batch.slots(), Known.UNKNOWN, e);
        }
    }

    private void applied(SealedBatch batch, @Nullable Throwable failure) {
        if (failure != null) {
            refuse(batch.slots(), Known.UNKNOWN, failure);
        } else if (publish(batch, Known.UNKNOWN)) {
            onItsWay = false;
            guarded(this::moved);
        }
    }

    /** Whether that went well. */
    private boolean publish(SealedBatch batch, Known otherwise) {
        try {
            surroundings.publish(batch);
            return true;
        } catch (RuntimeException | Error e) {
            // Those who were told that it is kept do not hear of this.
            refuse(batch.slots(), otherwise, e);
            return false;
        }
    }

    /**
     * Takes no more, and tells those whose batch does not come to its readers. If it is durable, recovery brings it
     * there once the disk lets us. What is thrown on the way, for want of memory, keeps nobody else from being told.
     */
    private void refuse(List<Slot> slots, Known known, Throwable failure) {
        onItsWay = false;
        guarded(() -> failing(failure));
        slots.forEach(slot -> refuse(slot, known));
        guarded(this::moved);
    }

    private void refuse(Slot slot, Known known) {
        try {
            slot.refused().accept(surroundings.refusal(known));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "a caller could not be answered", e);
        }
    }

    /** What was waited for may be there: nothing is sealed before somebody says so. */
    void moved() {
        turn();
        settleIfFailed();
    }

    /** Takes no more, for a reason of the appender's own or of others'. */
    void fail(Throwable failure) {
        failing(failure);
        moved();
    }

    /** From here on everything is refused, for this reason. */
    private void failing(Throwable failure) {
        if (!failed) {
            failed = true;
            surroundings.failed(failure);
        }
    }

    private void settleIfFailed() {
        if (failed && isIdle()) {
            surroundings.settled();
        }
    }

    private void refuseAll() {
        for (Slot slot = ring.peek(); slot != null; slot = ring.peek()) {
            ring.advance();
            refuse(slot, slot.knownIfNotKept());
        }
    }
}
