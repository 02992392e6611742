package io.hostledger.ledger;

import java.util.List;

/**
 * Changes of several elements, each of another one, that are made all or none, at adjacent central heights.
 *
 * @param changes all under one correlation_id
 * @param correlated whether the caller gave the correlation_id; else it was made for this one request
 */
public record ChangeSet(List<Change> changes, boolean correlated) {
    /** What became of a set. */
    public sealed interface SetOutcome {
        /** One outcome for each change, in the order of the set: committed, unchanged or repeated. */
        record Done(List<Outcome> items) implements SetOutcome {}

        /**
         * Nothing of the set was kept, unless the refusal says that it is not known.
         *
         * @param index which change is at fault; -1 if no single one is
         */
        record Refused(int index, Refusal why) implements SetOutcome {}
    }
}
