package io.hostledger.ledger;

import io.hostledger.chain.Actions;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import java.util.concurrent.CompletableFuture;

/**
 * A rollback on its lane, with the state that was at its height.
 *
 * @param epoch of the engine when the rollback was taken
 */
record RollbackTask(Rollback rollback, Json state, int epoch, Placing placing, CompletableFuture<Outcome> answer)
        implements Lane.Task {

    @Override
    public ElementId element() {
        return rollback.element();
    }

    @Override
    public void run(Lane lane, ElementHead head) {
        int since = Math.min(epoch, lane.epoch());
        boolean named = rollback.by().changeId() != null;
        Refusal unexpected = Decision.unexpected(head, rollback.expected());
        if (unexpected != null) {
            placing.putEmpty(since, named, () -> refuse(unexpected), this::refuse);
            return;
        }
        Scribe.Text text =
                new Scribe.Text(Actions.ROLLED_BACK, state, rollback.by(), rollback.reason(), rollback.toHeight());
        lane.put(this, head, text, since, named, placing);
    }
}
