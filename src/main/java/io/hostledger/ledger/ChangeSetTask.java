package io.hostledger.ledger;

import io.hostledger.chain.Diff;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.chain.Limits;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A set of changes on all their lanes at once. The lanes are held in ascending order, so that two
 * sets never wait for each other; then the whole set takes one place in the central order.
 */
final class ChangeSetTask {
    private static final Refusal TOO_LARGE = new Refusal.TooLarge(
            "the differences of the set have more than " + Limits.CHANGE_SET_CHANGES_BYTES + " bytes together");

    private final List<Change> changes;
    private final List<Lane> lanes;
    private final ToIntFunction<Change> laneOf;
    private final DifferenceRoom room;
    private final int epoch;
    private final Placing placing;
    private final CompletableFuture<SetOutcome> answer = new CompletableFuture<>();
    private final List<Integer> held;
    private final List<ElementHead> heads = new ArrayList<>();
    private boolean released;

    /** @param epoch of the engine when the set was taken */
    ChangeSetTask(List<Change> changes, Engine engine, int epoch, Placing placing) {
        this.changes = changes;
        this.lanes = engine.lanes();
        this.laneOf = change -> engine.laneNumber(change.element());
        this.room = engine.differences();
        this.epoch = epoch;
        this.placing = placing;
        TreeSet<Integer> ascending = new TreeSet<>();
        changes.forEach(change -> ascending.add(laneOf.applyAsInt(change)));
        this.held = new ArrayList<>(ascending);
    }

    CompletableFuture<SetOutcome> run() {
        hold(0);
        return answer;
    }

    private void hold(int next) {
        if (next == held.size()) {
            readHeads();
        } else {
            lanes.get(held.get(next)).hold(() -> hold(next + 1));
        }
    }

    private Lane lane(int change) {
        return lanes.get(laneOf.applyAsInt(changes.get(change)));
    }

    /** As long as heads are at hand, in a loop: a set's thousand would be too deep for the stack. */
    private void readHeads() {
        try {
            int next = heads.size();
            while (next < changes.size()) {
                // The head and the end of the asking, whichever comes first: the other one goes on, unless it was
                // refused.
                AtomicBoolean first = new AtomicBoolean();
                lane(next).headOf(changes.get(next).element(), (head, failure) -> took(head, failure, first));
                if (first.compareAndSet(false, true) || heads.size() == next) {
                    return;
                }
                next++;
            }
        } catch (RuntimeException | Error e) {
            release();
            answer.completeExceptionally(e);
            return;
        }
        decide();
    }

    private void took(@Nullable ElementHead head, @Nullable Throwable failure, AtomicBoolean first) {
        if (head == null) {
            refuseAt(heads.size(), Failures.refusal(failure));
        } else {
            heads.add(head);
        }
        if (!first.compareAndSet(false, true) && head != null) {
            readHeads();
        }
    }

    private void decide() {
        lastly(this::decideAndPut);
    }

    /** @param act says whether it was the last thing that the lanes are held for */
    private void lastly(BooleanSupplier act) {
        boolean last = true;
        try {
            last = act.getAsBoolean();
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        } finally {
            if (last) {
                release();
            }
        }
    }

    private boolean named() {
        return changes.stream().anyMatch(change -> change.by().changeId() != null);
    }

    private void refuseInTurn(int since, int index, Refusal why) {
        placing.putEmpty(since, named(), () -> answer.complete(new SetOutcome.Refused(index, why)), this::refuse);
    }

    private boolean decideAndPut() {
        int since = since();
        List<Decision> decisions = new ArrayList<>();
        List<Json> differences = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < changes.size(); i++) {
            Decision decision = Decision.of(heads.get(i), changes.get(i));
            if (decision instanceof Decision.Refuse refuse) {
                refuseInTurn(since, i, refuse.why());
                return true;
            }
            decisions.add(decision);
            try {
                Json made = differences(i, decision);
                differences.add(made);
                bytes += decision instanceof Decision.Write ? made.length() : 0;
            } catch (Diff.TooLarge e) {
                refuseInTurn(since, i, new Refusal.TooLarge(String.valueOf(e.getMessage())));
                return true;
            }
            if (bytes > Limits.CHANGE_SET_CHANGES_BYTES) {
                refuseInTurn(since, i, TOO_LARGE);
                return true;
            }
        }
        return putWithRoom(
                bytes,
                () -> placing.put(
                        since,
                        named(),
                        (place, durable) -> write(decisions, differences, place, durable),
                        this::refuse));
    }

    private int since() {
        int since = epoch;
        for (int lane : held) {
            since = Math.min(since, lanes.get(lane).epoch());
        }
        return since;
    }

    private Json differences(int change, Decision decision) {
        return decision instanceof Decision.Write
                ? Scribe.changes(heads.get(change), changes.get(change).state())
                : Json.EMPTY_ARRAY;
    }

    /** Once there is room for the differences; false: that is later, on a lane. */
    private boolean putWithRoom(long bytes, Runnable put) {
        if (bytes == 0) {
            put.run();
            return true;
        }
        BooleanSupplier last = () -> {
            answer.whenComplete((outcome, failure) -> room.release(bytes));
            put.run();
            return true;
        };
        Lane any = lanes.get(held.getFirst());
        return room.take(bytes, () -> any.whileHeld(() -> lastly(last))) && last.getAsBoolean();
    }

    private Placing.Content write(
            List<Decision> decisions, List<Json> differences, Sequencer.Place place, @Nullable Head durable) {
        List<Pending> blocks = new ArrayList<>();
        List<@Nullable Pending> made = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Pending block = null;
            if (decisions.get(i) instanceof Decision.Write write) {
                Change change = changes.get(i);
                Scribe.Text text =
                        new Scribe.Text(write.action(), change.state().compact(), change.by(), change.reason(), null);
                block = lane(i).write(heads.get(i), text, differences.get(i), place, durable);
                blocks.add(block);
            }
            made.add(block);
        }
        Placing.Content content =
                new Placing.Content(blocks, () -> answer.complete(new SetOutcome.Done(outcomes(decisions, made))));
        for (int i = 0; i < made.size(); i++) {
            Pending block = made.get(i);
            if (block != null) {
                lane(i).moveOn(block, place);
            }
        }
        return content;
    }

    private static List<Outcome> outcomes(List<Decision> decisions, List<@Nullable Pending> made) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Pending block = made.get(i);
            if (block != null) {
                outcomes.add(block.committed());
            } else if (decisions.get(i) instanceof Decision.Same same) {
                outcomes.add(same.outcome());
            }
        }
        return outcomes;
    }

    private void refuse(Refusal why) {
        answer.complete(new SetOutcome.Refused(-1, why));
    }

    private void refuseAt(int index, Refusal why) {
        release();
        answer.complete(new SetOutcome.Refused(index, why));
    }

    /** Once: a lane that is released may be held by another set already. */
    private void release() {
        if (!released) {
            released = true;
            held.forEach(lane -> lanes.get(lane).release());
        }
    }
}
