package io.hostledger.ledger;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.chain.Limits;
import io.hostledger.codec.CentralDraft;
import io.hostledger.index.Catalogue;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a directory, taking changes and events. What it answers with {@link Outcome.Committed}
 * is durable and in the files of both tiers. Safe for several threads; no call blocks.
 */
public final class Ledger {
    private final Setup setup;
    private final Engine engine;
    private final Publisher publisher;
    private final Placing placing;
    private final Intake intake;
    private final Repeats repeats;

    Ledger(Setup setup, Engine engine) {
        this.setup = setup;
        this.engine = engine;
        this.publisher = engine.publisher();
        this.placing = new Placing(engine.sequencer(), engine.appender(), () -> {});
        this.intake = new Intake(setup, engine);
        Index index = publisher.index();
        this.repeats = new Repeats(
                new Remembered(index.changeIds(), setup.disk().files(), publisher::visible),
                index.catalogue(),
                setup.blocking());
    }

    /**
     * Recovers a directory and opens it.
     *
     * @return completes exceptionally with a {@link DamagedLedger} where no crash explains what is
     *     found, with an {@link IOException} where the directory cannot be read or written
     */
    public static CompletionStage<Ledger> open(Setup setup) {
        return new Opening(setup).run();
    }

    /** Takes a change. The bounds of its members are the caller's to check. */
    public CompletableFuture<Outcome> change(Change change) {
        return change(change, null);
    }

    /** As {@link #change(Change)}, with someone who follows the change; null for nobody. */
    public CompletableFuture<Outcome> change(Change change, @Nullable Passage passage) {
        // The epoch comes before any look at what is there: a change that waited across a failure is refused.
        int epoch = engine.epoch();
        return intake.take(
                change.state().length(),
                change.by().changeId() != null,
                Outcome.Refused::new,
                () -> repeats.of(
                        change.by().changeId(), new Asked.OfChange(change), () -> act(change, epoch, passage)));
    }

    private CompletableFuture<Outcome> act(Change change, int epoch, @Nullable Passage passage) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        Placing to = passage == null ? placing : placing.followed(passage::madeOnLane);
        if (passage != null) {
            follow(answer, passage);
        }
        engine.lane(change.element()).submit(new ChangeTask(change, epoch, to, answer));
        return answer;
    }

    private void follow(CompletableFuture<Outcome> answer, Passage passage) {
        var unused = answer.thenAccept(outcome -> {
            // Completed by the appender, while it answers the callers of that batch.
            Commit made = outcome instanceof Outcome.Committed ? publisher.commit() : null;
            if (made != null) {
                passage.committed(made);
            }
        });
    }

    /** Takes an event: a central block alone. */
    public CompletableFuture<Outcome> record(Event event) {
        int epoch = engine.epoch();
        return intake.take(
                event.payload().length(),
                event.by().changeId() != null,
                Outcome.Refused::new,
                () -> repeats.of(event.by().changeId(), new Asked.OfEvent(event), () -> act(event, epoch)));
    }

    /** Takes an event whatever the standing; the service's own ones come this way. */
    CompletableFuture<Outcome> act(Event event) {
        return act(event, engine.epoch());
    }

    private CompletableFuture<Outcome> act(Event event, int epoch) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        placing.put(
                epoch,
                event.by().changeId() != null,
                (place, durable) -> {
                    CentralDraft draft = CentralDraft.ofEvent(
                            event.category(), event.action(), event.payload(), event.by(), place.timestamp());
                    Pending block = new Pending(null, draft, event.by().changeId());
                    return new Placing.Content(List.of(block), () -> answer.complete(block.committed()));
                },
                why -> answer.complete(new Outcome.Refused(why)));
        return answer;
    }

    /** Takes an element back to the state of one of its heights. */
    public CompletableFuture<Outcome> rollBack(Rollback rollback) {
        int epoch = engine.epoch();
        // The state that it brings back is not known yet.
        return intake.take(
                Limits.STATE_BYTES,
                rollback.by().changeId() != null,
                Outcome.Refused::new,
                () -> repeats.of(rollback.by().changeId(), new Asked.OfRollback(rollback), () -> act(rollback, epoch)));
    }

    private CompletableFuture<Outcome> act(Rollback rollback, int epoch) {
        ElementId element = rollback.element();
        Catalogue.Entry entry = catalogue().get(element.text());
        if (entry == null) {
            return refused(new Refusal.ElementNotFound());
        }
        // Whatever the caller can know of is visible, and what is visible does not change any more.
        long head = entry.last().height();
        if (rollback.toHeight() > head) {
            return refused(new Refusal.HeightNotFound(head));
        }
        return CompletableFuture.supplyAsync(() -> stateAt(element, rollback.toHeight()), setup.blocking())
                .handle((state, failure) -> act(rollback, epoch, state, failure))
                .thenCompose(answer -> answer);
    }

    private CompletableFuture<Outcome> act(
            Rollback rollback, int epoch, @Nullable Json state, @Nullable Throwable failure) {
        if (state == null) {
            return refused(Failures.refusal(failure));
        }
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        engine.lane(rollback.element()).submit(new RollbackTask(rollback, state, epoch, placing, answer));
        return answer;
    }

    private Json stateAt(ElementId element, long height) {
        try {
            return ElementBlocks.at(setup.disk().files(), Layout.chain(element), height)
                    .state()
                    .compact();
        } catch (IOException | DamagedLedger e) {
            throw new CompletionException(e);
        }
    }

    private static CompletableFuture<Outcome> refused(Refusal why) {
        return CompletableFuture.completedFuture(new Outcome.Refused(why));
    }

    /** Takes several changes, each of another element, all or none. */
    public CompletableFuture<SetOutcome> changeSet(ChangeSet set) {
        int epoch = engine.epoch();
        long bytes = set.changes().stream()
                .mapToLong(change -> change.state().length())
                .sum();
        boolean named = set.changes().stream().anyMatch(change -> change.by().changeId() != null);
        return intake.take(
                bytes, named, why -> new SetOutcome.Refused(-1, why), () -> repeats.of(set, () -> act(set, epoch)));
    }

    private CompletableFuture<SetOutcome> act(ChangeSet set, int epoch) {
        return new ChangeSetTask(set.changes(), engine, epoch, placing).run();
    }

    /** How far readers see. */
    public Visible visible() {
        return publisher.visible();
    }

    /** Whether changes are taken. */
    public Standing standing() {
        return engine.standing();
    }

    /** Every element's last entry. */
    public Catalogue catalogue() {
        return publisher.index().catalogue();
    }

    /** By how many microseconds time is held because the clock stepped back; 0 if it is not. */
    public long timeHeld() {
        return engine.sequencer().held();
    }

    /** Elements of which no change is taken until their files are mended. */
    public RefusedElements refusedElements() {
        return engine.refusedElements();
    }

    /** Changes and events that were taken and are not yet answered. */
    public int inFlight() {
        return intake.count();
    }

    /** Bytes of their states and payloads. */
    public long bytesInFlight() {
        return intake.bytes();
    }

    /** Bytes of the differences of those that are on their way to the files. */
    long differenceBytes() {
        return engine.differences().taken();
    }

    /** What each lane has to do. */
    public List<LaneLoad> lanes() {
        return engine.lanes().stream().map(Lane::load).toList();
    }

    public void addListener(Published.Listener listener) {
        publisher.addListener(listener);
    }

    /** Takes no more, answers what was taken, makes the files durable, and closes the journal. */
    public CompletionStage<Void> close() {
        return engine.close(() -> intake.count() == 0);
    }
}
