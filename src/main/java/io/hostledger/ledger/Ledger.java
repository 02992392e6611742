package io.hostledger.ledger;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.codec.CentralDraft;
import io.hostledger.index.Catalogue;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a directory, taking changes and events. What it answers with {@link Outcome.Committed}
 * is durable and in the files of both tiers. Safe for several threads; no call blocks.
 */
public final class Ledger {
    private final Setup setup;
    private final Sequencer sequencer;
    private final Engine engine;
    private final Publisher publisher;
    private final Claims claims;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong inFlightBytes = new AtomicLong();

    Ledger(Setup setup, Engine engine) {
        this.setup = setup;
        this.engine = engine;
        this.publisher = engine.publisher();
        this.sequencer = engine.sequencer();
        this.claims =
                new Claims(publisher.index().changeIds(), setup.disk().files(), setup.blocking(), publisher::visible);
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
        long bytes = change.state().length();
        String changeId = change.by().changeId();
        return admitted(
                bytes,
                () -> changeId == null
                        ? act(change)
                        : claims.claim(changeId, new Asked.OfChange(change), () -> act(change)));
    }

    private CompletableFuture<Outcome> act(Change change) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        engine.lane(change.element()).submit(new ChangeTask(change, sequencer, engine.appender(), answer));
        return answer;
    }

    /** Takes an event: a central block alone. */
    public CompletableFuture<Outcome> record(Event event) {
        String changeId = event.by().changeId();
        return admitted(
                event.payload().length(),
                () -> changeId == null
                        ? act(event)
                        : claims.claim(changeId, new Asked.OfEvent(event), () -> act(event)));
    }

    /** Takes an event whatever the standing; the service's own ones come this way. */
    CompletableFuture<Outcome> act(Event event) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        int epoch = engine.epoch();
        Sequencer.Place place = sequencer.take();
        CentralDraft draft =
                CentralDraft.ofEvent(event.category(), event.action(), event.payload(), event.by(), place.timestamp());
        Pending block = new Pending(null, draft, event.by().changeId());
        engine.appender()
                .put(new Slot(
                        place.number(),
                        epoch,
                        List.of(block),
                        () -> answer.complete(block.committed()),
                        why -> answer.complete(new Outcome.Refused(why))));
        return answer;
    }

    /** Takes an element back to the state of one of its heights. */
    public CompletableFuture<Outcome> rollBack(Rollback rollback) {
        String changeId = rollback.by().changeId();
        return admitted(
                0,
                () -> changeId == null
                        ? act(rollback)
                        : claims.claim(changeId, new Asked.OfRollback(rollback), () -> act(rollback)));
    }

    private CompletableFuture<Outcome> act(Rollback rollback) {
        ElementId element = rollback.element();
        Catalogue.Entry entry = publisher.index().catalogue().get(element.text());
        if (entry == null) {
            return refused(new Refusal.ElementNotFound());
        }
        // Whatever the caller can know of is visible, and what is visible does not change any more.
        long head = entry.last().height();
        if (rollback.toHeight() > head) {
            return refused(new Refusal.HeightNotFound(head));
        }
        return CompletableFuture.supplyAsync(() -> stateAt(element, rollback.toHeight()), setup.blocking())
                .handle((state, failure) -> act(rollback, state, failure))
                .thenCompose(answer -> answer);
    }

    private CompletableFuture<Outcome> act(Rollback rollback, @Nullable Json state, @Nullable Throwable failure) {
        if (state == null) {
            return refused(new Refusal.Damaged(Failures.sentence(failure)));
        }
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        engine.lane(rollback.element()).submit(new RollbackTask(rollback, state, sequencer, engine.appender(), answer));
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

    /** Takes several changes, each of another element, all or none. Their change_ids are not looked at. */
    public CompletableFuture<SetOutcome> changeSet(ChangeSet set) {
        long bytes = set.changes().stream()
                .mapToLong(change -> change.state().length())
                .sum();
        Refusal refusal = admit(bytes);
        if (refusal != null) {
            return CompletableFuture.completedFuture(new SetOutcome.Refused(-1, refusal));
        }
        CompletableFuture<SetOutcome> answer = new ChangeSetTask(
                        set.changes(),
                        engine.lanes(),
                        change -> engine.laneNumber(change.element()),
                        sequencer,
                        engine.appender())
                .run();
        answer.whenComplete((outcome, failure) -> release(bytes));
        return answer;
    }

    private CompletableFuture<Outcome> admitted(long bytes, Supplier<CompletableFuture<Outcome>> act) {
        Refusal refusal = admit(bytes);
        if (refusal != null) {
            return refused(refusal);
        }
        CompletableFuture<Outcome> answer = act.get();
        answer.whenComplete((outcome, failure) -> release(bytes));
        return answer;
    }

    /**
     * Counts what is in flight; null if changes are taken and there is room for it. One change may be
     * larger than the room. Counted before the standing is looked at, so that a close which finds
     * nothing in flight has everything behind it.
     */
    private @Nullable Refusal admit(long bytes) {
        int count = inFlight.incrementAndGet();
        long before = inFlightBytes.getAndAdd(bytes);
        if (count <= setup.bounds().inFlight()
                && (before == 0 || before + bytes <= setup.bounds().inFlightBytes())) {
            return null;
        }
        release(bytes);
        return new Refusal.Overloaded();
    }

    private void release(long bytes) {
        inFlightBytes.addAndGet(-bytes);
        if (inFlight.decrementAndGet() == 0) {
            engine.drained();
        }
    }

    private static CompletableFuture<Outcome> refused(Refusal why) {
        return CompletableFuture.completedFuture(new Outcome.Refused(why));
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
        return sequencer.held();
    }

    /** Changes and events that were taken and are not yet answered. */
    public int inFlight() {
        return inFlight.get();
    }

    public void addListener(Published.Listener listener) {
        publisher.addListener(listener);
    }

    /** Takes no more, answers what was taken, makes the files durable, and closes the journal. */
    public CompletionStage<Void> close() {
        return engine.close(() -> inFlight.get() == 0);
    }
}
