package io.hostledger.ledger;

import io.hostledger.chain.Actions;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A rollback on its lane, with the state that was at its height. */
record RollbackTask(
        Rollback rollback, Json state, Sequencer sequencer, Appender appender, CompletableFuture<Outcome> answer)
        implements Lane.Task {

    @Override
    public ElementId element() {
        return rollback.element();
    }

    @Override
    public void refuse(Refusal why) {
        answer.complete(new Outcome.Refused(why));
    }

    @Override
    public void run(Lane lane, ElementHead head) {
        Refusal unexpected = Decision.unexpected(head, rollback.expected());
        Json changes = unexpected == null ? Scribe.changes(head, state) : Json.EMPTY_ARRAY;
        Sequencer.Place place = sequencer.take();
        if (unexpected != null) {
            appender.put(new Slot(place.number(), lane.epoch(), List.of(), () -> refuse(unexpected), this::refuse));
            return;
        }
        Scribe.Text text =
                new Scribe.Text(Actions.ROLLED_BACK, state, rollback.by(), rollback.reason(), rollback.toHeight());
        Pending block = lane.scribe.write(head, text, changes, place, appender.durable());
        appender.put(new Slot(
                place.number(), lane.epoch(), List.of(block), () -> answer.complete(block.committed()), this::refuse));
    }
}
