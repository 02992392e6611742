package io.hostledger.ledger;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.Diff;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.codec.CentralDraft;
import io.hostledger.codec.ElementDraft;
import io.hostledger.codec.SealedElement;
import org.jspecify.annotations.Nullable;

/** Makes the next block of an element. One lane's own. */
final class Scribe {
    /** What the next block says. */
    record Text(
            String action,
            Json state,
            Attribution by,
            @Nullable String reason,
            @Nullable Long rolledBackTo) {}

    private final Hasher hasher = new Hasher();

    /**
     * Makes the block; the head stays where it is.
     *
     * @param durable the last central block that is known to be durable; null while there is none
     */
    Pending write(ElementHead head, Text text, Json changes, Sequencer.Place place, @Nullable Head durable) {
        ElementDraft draft = new ElementDraft(
                head.id,
                head.height() + 1,
                head.hash(),
                place.timestamp(),
                text.action(),
                text.state(),
                changes,
                text.by(),
                text.reason(),
                text.rolledBackTo(),
                durable);
        SealedElement sealed = draft.seal(hasher);
        Tip tip = new Tip(new Head(draft.height(), sealed.hash()));
        return new Pending(
                new Pending.OfElement(head, sealed, tip, text.state()),
                CentralDraft.ofElement(draft, sealed.hash()),
                text.by().changeId());
    }

    /** {@code changes} of the next block: none in the first one. */
    static Json changes(ElementHead head, Json state) {
        return head.exists() ? Diff.between(head.state(), state) : Json.EMPTY_ARRAY;
    }
}
