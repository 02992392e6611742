package io.hostledger.ledger;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Layout;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.index.Catalogue;
import io.hostledger.index.ChangeIds;
import io.hostledger.journal.Base;
import io.hostledger.journal.Batch;
import io.hostledger.journal.Journal;
import io.hostledger.ledger.Refusal.Known;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Holds the parts of the ledger together over its life: opening, publishing, failing, healing, closing. */
final class Engine implements Appender.Surroundings {
    private static final long RETRY_MILLIS = 1_000;

    private final Setup setup;
    private final Executor executor;
    private final Sequencer sequencer;
    private final Appender appender;
    private final Index index;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Published.Listener> listeners = new CopyOnWriteArrayList<>();

    private volatile Visible visible;
    private volatile Standing standing = new Standing.Recovering();
    private volatile long settledSlot = -1;
    private volatile int epoch;

    // Owned by the appender.
    private Checkpoints checkpoints;
    private boolean healing;
    private boolean finishing;
    private @Nullable CompletableFuture<Void> closed;
    private BooleanSupplier drained = () -> true;

    private Engine(Setup setup, Index index, Recovery.Recovered recovered) {
        this.setup = setup;
        this.executor = setup.appender();
        this.index = index;
        this.sequencer = new Sequencer(setup.clock());
        this.visible = index.visible(recovered.base());
        this.appender = new Appender(executor, setup.disk(), setup.bounds(), this);
        this.checkpoints = new Checkpoints(setup.disk(), recovered.firstNewSegment());
        Setup.Bounds bounds = setup.bounds();
        int count = setup.lanes().size();
        for (Executor lane : setup.lanes()) {
            lanes.add(new Lane(
                    lane, this::load, () -> settledSlot, bounds.cachedHeads() / count, bounds.cachedBytes() / count));
        }
    }

    static CompletionStage<Engine> open(Setup setup) {
        return new Recovery(setup, batch -> {})
                .run(-1)
                .thenApplyAsync(recovered -> indexed(setup, recovered), setup.blocking())
                .thenApplyAsync(
                        ready -> {
                            ready.engine.begin(ready.recovered);
                            return ready.engine;
                        },
                        setup.appender());
    }

    private record Ready(Engine engine, Recovery.Recovered recovered) {}

    private static Ready indexed(Setup setup, Recovery.Recovered recovered) {
        try {
            Index index = Index.load(setup.disk().files(), setup.types(), recovered.base());
            return new Ready(new Engine(setup, index, recovered), recovered);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private void begin(Recovery.Recovered recovered) {
        sequencer.notBefore(recovered.base().timestamp());
        standing = new Standing.Open();
        appender.begin(recovered.base(), epoch, recovered.journal());
    }

    private CompletableFuture<ElementHead> load(ElementId element) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new HeadLoader(setup.disk().files(), index.catalogue(), this::visible).load(element);
                    } catch (IOException | DamagedLedger e) {
                        throw new CompletionException(e);
                    }
                },
                setup.blocking());
    }

    @Override
    public void publish(SealedBatch batch) {
        if (!batch.blocks().isEmpty()) {
            checkpoints.written(batch);
            index.add(batch);
            visible = index.visible(batch.after());
            Published published = batch.published(visible);
            listeners.forEach(listener -> listener.published(published));
        }
        for (Slot slot : batch.slots()) {
            settledSlot = Math.max(settledSlot, slot.number());
            slot.published().run();
        }
        if (checkpoints.isDue()) {
            checkpoint();
        }
    }

    private void checkpoint() {
        checkpoints
                .run()
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure != null) {
                                appender.fail(failure);
                            }
                        },
                        executor);
    }

    @Override
    public void failed(Throwable failure) {
        int next = epoch + 1;
        epoch = next;
        if (closed == null) {
            standing = new Standing.ReadOnly(Failures.sentence(failure), Failures.isNoSpace(failure));
        }
        lanes.forEach(lane -> lane.reset(next));
    }

    @Override
    public void settled() {
        if (!healing) {
            healing = true;
            heal();
        }
    }

    /** Recovers as at a start, from what is on the disk, until that succeeds. */
    private void heal() {
        Journal old = appender.journal();
        CompletionStage<Void> before = old == null ? CompletableFuture.completedStage(null) : old.close();
        before.handle((done, failure) -> null)
                .thenCompose(done -> checkpoints.last().handle((over, failure) -> null))
                .thenCompose(done -> new Recovery(setup, this::recovered).run(old == null ? -1 : old.nextSegment()))
                .whenCompleteAsync(this::healed, executor);
    }

    private void recovered(Batch batch) {
        if (batch.base().height() >= visible.height()) {
            try {
                RecoveredLines lines = new RecoveredLines(batch, index);
                visible = index.visible(lines.after());
                Published published = new Published(visible, lines.lines());
                listeners.forEach(listener -> listener.published(published));
            } catch (UnreadableLine e) {
                throw new CompletionException(new DamagedLedger("journal/: " + e.getMessage()));
            }
        }
    }

    private void healed(Recovery.@Nullable Recovered recovered, @Nullable Throwable failure) {
        if (recovered == null) {
            String sentence = Failures.sentence(failure);
            standing = new Standing.ReadOnly(sentence, failure != null && Failures.isNoSpace(failure));
            setup.timer().after(RETRY_MILLIS, () -> executor.execute(this::heal));
            return;
        }
        healing = false;
        checkpoints = new Checkpoints(setup.disk(), recovered.firstNewSegment());
        appender.begin(recovered.base(), epoch, recovered.journal());
        if (closed == null) {
            standing = new Standing.Open();
        }
        drained();
    }

    CompletionStage<Void> close(BooleanSupplier nothingInFlight) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        executor.execute(() -> {
            standing = new Standing.Closing();
            drained = nothingInFlight;
            closed = done;
            closeIfDrained();
        });
        return done;
    }

    /** Nothing is in flight, or a failure is over. Any thread. */
    void drained() {
        if (standing instanceof Standing.Closing) {
            executor.execute(this::closeIfDrained);
        }
    }

    private void closeIfDrained() {
        CompletableFuture<Void> done = closed;
        if (done == null || done.isDone() || finishing || !drained.getAsBoolean() || !appender.isIdle()) {
            return;
        }
        finishing = true;
        finish().whenCompleteAsync(
                        (over, failure) -> {
                            standing = new Standing.Closed();
                            if (failure == null) {
                                done.complete(null);
                            } else {
                                done.completeExceptionally(Failures.cause(failure));
                            }
                        },
                        executor);
    }

    /** Leaves a journal in which there is nothing to recover. */
    private CompletionStage<Void> finish() {
        Journal journal = appender.journal();
        if (journal == null || healing) {
            return CompletableFuture.completedStage(null);
        }
        Base base = appender.base();
        CompletionStage<Void> files = checkpoints.runAll();
        return files.thenCompose(done -> saveIndex(base)).thenCompose(done -> journal.finish(base));
    }

    private CompletionStage<Void> saveIndex(Base base) {
        return CompletableFuture.supplyAsync(() -> index.encode(base), setup.blocking())
                .thenCompose(content -> setup.disk()
                        .createFolder(Layout.INDEX)
                        .thenCompose(done -> setup.disk().replace(Layout.CATALOGUE, content)));
    }

    /** Why nothing is taken at the moment; null if changes are taken. Any thread. */
    @Nullable
    Refusal refusalNow() {
        return standing instanceof Standing.Open ? null : refusal(Known.NOTHING_KEPT);
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

    Appender appender() {
        return appender;
    }

    Sequencer sequencer() {
        return sequencer;
    }

    int epoch() {
        return epoch;
    }

    Visible visible() {
        return visible;
    }

    Standing standing() {
        return standing;
    }

    Catalogue catalogue() {
        return index.catalogue();
    }

    ChangeIds changeIds() {
        return index.changeIds();
    }

    void addListener(Published.Listener listener) {
        listeners.add(listener);
    }
}
