package io.hostledger.ledger;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import java.util.concurrent.CompletableFuture;

/**
 * One change on its lane: it is decided on, made into blocks and handed to the appender, with nothing awaited between.
 *
 * @param epoch of the engine when the change was taken
 */
record ChangeTask(Change change, int epoch, Placing placing, CompletableFuture<Outcome> answer) implements Lane.Task {

    @Override
    public ElementId element() {
        return change.element();
    }

    @Override
    public void run(Lane lane, ElementHead head) {
        int since = Math.min(epoch, lane.epoch());
        boolean named = change.by().changeId() != null;
        switch (Decision.of(head, change)) {
            // Both rest on a head that may not be durable yet: they are answered in their turn.
            case Decision.Refuse refused -> placing.putEmpty(since, named, () -> refuse(refused.why()), this::refuse);
            case Decision.Same same ->
                placing.putEmpty(since, named, () -> answer.complete(same.outcome()), this::refuse);
            case Decision.Write write -> {
                Json state = change.state().compact();
                Scribe.Text text = new Scribe.Text(write.action(), state, change.by(), change.reason(), null);
                lane.put(this, head, text, since, named, placing);
            }
        }
    }
}
