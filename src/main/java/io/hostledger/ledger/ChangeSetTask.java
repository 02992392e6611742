package io.hostledger.ledger;

import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A set of changes on all their lanes at once. The lanes are held in ascending order, so that two
 * sets never wait for each other; then the whole set takes one place in the central order.
 */
final class ChangeSetTask {
    private final List<Change> changes;
    private final List<Lane> lanes;
    private final ToIntFunction<Change> laneOf;
    private final Sequencer sequencer;
    private final Appender appender;
    private final CompletableFuture<SetOutcome> answer = new CompletableFuture<>();
    private final List<Integer> held;
    private final List<ElementHead> heads = new ArrayList<>();

    ChangeSetTask(
            List<Change> changes,
            List<Lane> lanes,
            ToIntFunction<Change> laneOf,
            Sequencer sequencer,
            Appender appender) {
        this.changes = changes;
        this.lanes = lanes;
        this.laneOf = laneOf;
        this.sequencer = sequencer;
        this.appender = appender;
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

    private void readHeads() {
        int next = heads.size();
        if (next == changes.size()) {
            decide();
            return;
        }
        lane(next).headOf(changes.get(next).element(), (head, failure) -> {
            if (head == null) {
                refuseAt(next, new Refusal.Damaged(Failures.sentence(failure)));
            } else {
                heads.add(head);
                readHeads();
            }
        });
    }

    private void decide() {
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Decision decision = Decision.of(heads.get(i), changes.get(i));
            if (decision instanceof Decision.Refuse refuse) {
                int at = i;
                put(List.of(), () -> answer.complete(new SetOutcome.Refused(at, refuse.why())), sequencer.take());
                release();
                return;
            }
            decisions.add(decision);
        }
        write(decisions);
        release();
    }

    private void write(List<Decision> decisions) {
        Sequencer.Place place = sequencer.take();
        List<Pending> blocks = new ArrayList<>();
        List<@Nullable Pending> made = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Pending block = decisions.get(i) instanceof Decision.Write write ? block(i, write.action(), place) : null;
            made.add(block);
            if (block != null) {
                blocks.add(block);
            }
        }
        put(blocks, () -> answer.complete(new SetOutcome.Done(outcomes(decisions, made))), place);
    }

    private Pending block(int i, String action, Sequencer.Place place) {
        Change change = changes.get(i);
        ElementHead head = heads.get(i);
        Scribe.Text text = new Scribe.Text(action, change.state().compact(), change.by(), change.reason(), null);
        return lane(i).scribe.write(head, text, Scribe.changes(head, change.state()), place, appender.durable());
    }

    private static List<Outcome> outcomes(List<Decision> decisions, List<@Nullable Pending> made) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Pending block = made.get(i);
            if (block != null) {
                outcomes.add(block.committed());
            } else if (decisions.get(i) instanceof Decision.Same same) {
                outcomes.add(
                        new Outcome.Unchanged(same.tip().element(), same.tip().central()));
            }
        }
        return outcomes;
    }

    private void put(List<Pending> blocks, Runnable published, Sequencer.Place place) {
        int epoch =
                held.stream().mapToInt(lane -> lanes.get(lane).epoch()).min().orElse(0);
        appender.put(new Slot(
                place.number(), epoch, blocks, published, why -> answer.complete(new SetOutcome.Refused(-1, why))));
    }

    private void refuseAt(int index, Refusal why) {
        release();
        answer.complete(new SetOutcome.Refused(index, why));
    }

    private void release() {
        held.forEach(lane -> lanes.get(lane).release());
    }
}
