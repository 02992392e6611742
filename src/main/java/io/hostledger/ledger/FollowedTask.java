package io.hostledger.ledger;

import io.hostledger.chain.ElementId;
import java.util.concurrent.CompletableFuture;

/** A task whose turn on its lane somebody follows. */
record FollowedTask(Lane.Task task, Passage passage) implements Lane.Task {
    @Override
    public ElementId element() {
        return task.element();
    }

    @Override
    public void run(Lane lane, ElementHead head) {
        task.run(lane, head);
        passage.madeOnLane();
    }

    @Override
    public CompletableFuture<Outcome> answer() {
        return task.answer();
    }
}
