package io.hostledger.ledger;

import io.hostledger.chain.ElementId;
import io.hostledger.journal.Base;
import io.hostledger.journal.Journal;
import io.hostledger.ledger.Refusal.Known;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Holds the parts of the ledger together over its life: begun, failed, healed, closed. */
final class Engine implements Appender.Surroundings, Healing.Listener {
    /** Comes before the first change. */
    interface First {
        CompletionStage<Void> at(Base base);
    }

    private static final long FIRST_AGAIN_MILLIS = 1_000;

    private final Setup setup;
    private final Executor executor;
    private final Sequencer sequencer;
    private final Appender appender;
    private final Publisher publisher;
    private final List<Lane> lanes = new ArrayList<>();
    private final Healing healing;
    private final DifferenceRoom differences;
    private final IndexSaving indexSaving;
    private final RefusedElements refusedElements = new RefusedElements();

    private volatile Standing standing = new Standing.Recovering();
    private volatile int epoch;

    // Owned by the appender.
    private Checkpoints checkpoints;
    /** Written by the appender alone. */
    private volatile boolean failed;

    /** What the service itself records before the first change, where the ledger stands; null once it has. */
    private @Nullable First first;

    private boolean finishing;
    private @Nullable CompletableFuture<Void> closed;
    private BooleanSupplier drained = () -> true;

    /** @param start where the ledger stands, or will stand once it is recovered, as far as the index knows */
    Engine(Setup setup, Index index, Base start) {
        this.setup = setup;
        this.executor = setup.appender();
        this.publisher = new Publisher(index, start, setup.observer());
        this.sequencer = new Sequencer(setup.clock());
        this.appender = new Appender(setup, this);
        this.checkpoints = new Checkpoints(setup.disk(), 0);
        this.healing = new Healing(setup, publisher, this);
        this.indexSaving = new IndexSaving(setup, publisher);
        Setup.Bounds bounds = setup.bounds();
        this.differences = new DifferenceRoom(bounds.differenceBytes());
        int count = setup.lanes().size();
        for (Executor lane : setup.lanes()) {
            lanes.add(new Lane(
                    lane,
                    this::load,
                    refusedElements,
                    differences,
                    new HeadCache(publisher::settledSlot, bounds.cachedHeads() / count, bounds.cachedBytes() / count)));
        }
    }

    private CompletableFuture<ElementHead> load(ElementId element) {
        HeadLoader loader =
                new HeadLoader(setup.disk().files(), publisher.index().catalogue(), publisher::visible);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return loader.load(element);
                    } catch (IOException | DamagedLedger e) {
                        throw new CompletionException(e);
                    }
                },
                setup.blocking());
    }

    /** Before it begins. */
    void setFirst(First first) {
        this.first = first;
    }

    /**
     * Lets the appender begin. On its context.
     *
     * @return completes when changes are taken
     */
    CompletionStage<Void> begin(Recovery.Recovered recovered) {
        sequencer.notBefore(recovered.base().timestamp());
        checkpoints = new Checkpoints(setup.disk(), recovered.firstNewSegment());
        appender.begin(recovered.base(), epoch, recovered.journal());
        return open(recovered.base());
    }

    /** Takes no changes until the directory is recovered, which failed so far. On the appender's context. */
    void beginReadOnly(Throwable failure) {
        failed(failure);
        settled();
    }

    private CompletionStage<Void> open(Base base) {
        First due = first;
        if (due == null) {
            return CompletableFuture.completedStage(null);
        }
        CompletableFuture<Void> open = new CompletableFuture<>();
        due.at(base)
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure == null) {
                                first = null;
                                opened();
                            } else if (!failed) {
                                readOnly(failure);
                                openLater();
                            }
                            end(open, failure);
                        },
                        executor);
        return open;
    }

    /** A disk that lets the ledger be recovered, and not what comes first, is not asked again without a pause. */
    private void openLater() {
        setup.timer()
                .after(
                        FIRST_AGAIN_MILLIS,
                        () -> executor.execute(() -> {
                            if (closed == null && !failed) {
                                var unused = open(appender.base());
                            }
                        }));
    }

    /** From here on changes are taken. */
    private void opened() {
        if (closed == null) {
            stand(new Standing.Open());
            new SpaceWatch(setup, this::space).begin();
        }
    }

    private void stand(Standing now) {
        boolean same = now.equals(standing);
        standing = now;
        if (!same) {
            setup.observer().stands(now);
        }
    }

    /** The reserve of the disk is reached, or is there again: nothing has failed. */
    private boolean space(Standing.@Nullable ReadOnly why) {
        if (closed == null && !failed) {
            stand(why == null ? new Standing.Open() : why);
        }
        return closed == null;
    }

    @Override
    public void publish(SealedBatch batch) {
        if (!batch.blocks().isEmpty()) {
            checkpoints.written(batch);
        }
        publisher.publish(batch);
        if (checkpoints.isDue()) {
            checkpoint();
        }
    }

    private void checkpoint() {
        long began = setup.observer().nanoTime();
        CompletionStage<Void> synced = checkpoints.run();
        if (indexSaving.isDue()) {
            var unused = indexSaving.after(synced);
        }
        synced.whenCompleteAsync(
                (done, failure) -> {
                    if (failure != null) {
                        appender.fail(failure);
                    } else {
                        setup.observer().checkpointed(setup.observer().nanoTime() - began);
                        appender.moved();
                    }
                },
                executor);
    }

    @Override
    public boolean keepsUp() {
        return !checkpoints.isBehind();
    }

    @Override
    public void failed(Throwable failure) {
        failed = true;
        readOnly(failure);
    }

    private void readOnly(Throwable failure) {
        if (closed == null) {
            stand(new Standing.ReadOnly(Failures.reason(failure), Failures.isNoSpace(failure)));
        }
    }

    @Override
    public void settled() {
        healing.begin(appender.journal(), checkpoints.last());
    }

    @Override
    public void failedAgain(Throwable failure) {
        readOnly(failure);
        closeIfDrained();
    }

    @Override
    public boolean isWanted() {
        return closed == null;
    }

    @Override
    public void healed(Recovery.Recovered recovered) {
        failed = false;
        sequencer.notBefore(recovered.base().timestamp());
        // Only now: a head that is read while nothing is taken may still get blocks that are refused.
        int next = epoch + 1;
        epoch = next;
        lanes.forEach(lane -> lane.reset(next));
        checkpoints = new Checkpoints(setup.disk(), recovered.firstNewSegment());
        appender.begin(recovered.base(), epoch, recovered.journal());
        if (closed == null && first == null) {
            stand(new Standing.Open());
        } else if (closed == null) {
            openLater();
        }
        closeIfDrained();
    }

    CompletionStage<Void> close(BooleanSupplier nothingInFlight) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        executor.execute(() -> {
            if (closed == null) {
                stand(new Standing.Closing());
                drained = nothingInFlight;
                closed = new CompletableFuture<>();
            }
            closed.whenComplete((over, failure) -> end(done, failure));
            closeIfDrained();
        });
        return done;
    }

    /** Nothing is in flight. Any thread. */
    void drained() {
        if (standing instanceof Standing.Closing) {
            executor.execute(this::closeIfDrained);
        }
    }

    private void closeIfDrained() {
        CompletableFuture<Void> done = closed;
        boolean busy = !drained.getAsBoolean() || !appender.isIdle() || healing.isRunning();
        if (done == null || finishing || busy) {
            return;
        }
        finishing = true;
        finish().whenCompleteAsync(
                        (over, failure) -> {
                            stand(new Standing.Closed());
                            end(done, failure);
                        },
                        executor);
    }

    private static void end(CompletableFuture<Void> done, @Nullable Throwable failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(Failures.cause(failure));
        }
    }

    /** Leaves a journal in which there is nothing to recover, unless the disk does not let us. */
    private CompletionStage<Void> finish() {
        Journal journal = appender.journal();
        if (journal == null || healing.isDue()) {
            return CompletableFuture.completedStage(null);
        }
        Base base = appender.base();
        CompletionStage<Void> synced = checkpoints.runAll();
        return synced.thenCompose(done -> indexSaving.after(synced))
                .thenCompose(done -> journal.finish(base, setup.blocking()));
    }

    /**
     * Why nothing is taken at the moment; null if changes are taken. Any thread.
     *
     * @param named what is refused bears a change_id: behind a failure another try of it may have been kept
     */
    @Nullable
    Refusal refusalNow(boolean named) {
        if (standing instanceof Standing.Open) {
            return null;
        }
        return refusal(named && failed ? Known.UNKNOWN : Known.NOTHING_KEPT);
    }

    @Override
    public Refusal refusal(Known known) {
        return switch (standing) {
            case Standing.ReadOnly why when why.noSpace() -> new Refusal.NoSpace(why.reason(), known);
            case Standing.ReadOnly why -> new Refusal.ReadOnly(why.reason(), known);
            case Standing.Recovering recovering -> new Refusal.ReadOnly("the ledger is being recovered", known);
            case Standing.Closing closing -> new Refusal.ReadOnly("the service is stopping", known);
            case Standing.Closed over -> new Refusal.ReadOnly("the service has stopped", known);
            case Standing.Open open -> new Refusal.ReadOnly("a change before this one failed", known);
        };
    }

    Lane lane(ElementId element) {
        return lanes.get(laneNumber(element));
    }

    int laneNumber(ElementId element) {
        return Math.floorMod(element.text().hashCode(), lanes.size());
    }

    List<Lane> lanes() {
        return lanes;
    }

    DifferenceRoom differences() {
        return differences;
    }

    Appender appender() {
        return appender;
    }

    Publisher publisher() {
        return publisher;
    }

    Sequencer sequencer() {
        return sequencer;
    }

    RefusedElements refusedElements() {
        return refusedElements;
    }

    int epoch() {
        return epoch;
    }

    Standing standing() {
        return standing;
    }
}
