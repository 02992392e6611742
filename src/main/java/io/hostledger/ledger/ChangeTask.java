package io.hostledger.ledger;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One change on its lane: it is decided on, made into blocks and handed to the appender, with nothing awaited between. */
record ChangeTask(Change change, Sequencer sequencer, Appender appender, CompletableFuture<Outcome> answer)
        implements Lane.Task {

    @Override
    public ElementId element() {
        return change.element();
    }

    @Override
    public void refuse(Refusal why) {
        answer.complete(new Outcome.Refused(why));
    }

    @Override
    public void run(Lane lane, ElementHead head) {
        switch (Decision.of(head, change)) {
            // Both rest on a head that may not be durable yet: they are answered in their turn.
            case Decision.Refuse refused -> empty(lane, () -> refuse(refused.why()));
            case Decision.Same same ->
                empty(
                        lane,
                        () -> answer.complete(new Outcome.Unchanged(
                                same.tip().element(), same.tip().central())));
            case Decision.Write write -> write(lane, head, write.action());
        }
    }

    private void empty(Lane lane, Runnable settle) {
        appender.put(new Slot(sequencer.take().number(), lane.epoch(), List.of(), settle, this::refuse));
    }

    private void write(Lane lane, ElementHead head, String action) {
        Json state = change.state().compact();
        Json changes = Scribe.changes(head, state);
        Sequencer.Place place = sequencer.take();
        Pending block = lane.scribe.write(
                head,
                new Scribe.Text(action, state, change.by(), change.reason(), null),
                changes,
                place,
                appender.durable());
        appender.put(new Slot(
                place.number(), lane.epoch(), List.of(block), () -> answer.complete(block.committed()), this::refuse));
    }
}
