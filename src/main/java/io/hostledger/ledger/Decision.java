package io.hostledger.ledger;

import io.hostledger.chain.Actions;
import io.hostledger.chain.Json;
import org.jspecify.annotations.Nullable;

/** What an element's head makes of a change. */
sealed interface Decision {
    record Refuse(Refusal why) implements Decision {}

    record Same(Tip tip) implements Decision {
        /** There once all before it is sealed. */
        Outcome.Unchanged outcome() {
            return new Outcome.Unchanged(tip.element(), tip.central());
        }
    }

    /** A new block, with this {@code modification_type}. */
    record Write(String action) implements Decision {}

    static Decision of(ElementHead head, Change change) {
        Refusal unexpected = unexpected(head, change.expected());
        if (unexpected != null) {
            return new Refuse(unexpected);
        }
        Tip tip = head.tip();
        Json state = change.state();
        String action = change.action();
        if (tip == null && state.isNull()) {
            return new Refuse(new Refusal.ElementNotFound());
        }
        if (tip != null && action == null && state.equals(head.state())) {
            return new Same(tip);
        }
        String derived = Actions.derive(!head.state().isNull(), !state.isNull());
        if (action != null && Actions.derived(action) && !action.equals(derived)) {
            return new Refuse(new Refusal.WrongAction(derived));
        }
        return new Write(action == null ? derived : action);
    }

    static @Nullable Refusal unexpected(ElementHead head, @Nullable Expected expected) {
        boolean met = switch (expected) {
            case null -> true;
            case Expected.NoBlock none -> !head.exists();
            case Expected.HeadIs is -> head.exists() && is.hash().equals(head.hash());
        };
        return met ? null : new Refusal.HeadMismatch(head.head());
    }
}
