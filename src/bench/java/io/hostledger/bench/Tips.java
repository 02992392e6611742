package io.hostledger.bench;

import io.hostledger.bench.MadeChanges.Made;
import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.codec.ElementDraft;
import io.hostledger.codec.SealedElement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last block of each element, for the next one. Many threads, an element's one at a time. */
public final class Tips {
    private record Tip(long height, Hash hash, Json state) {}

    /** An element block that is made, but for its central height. */
    public record Next(ElementDraft draft, SealedElement sealed) {}

    private final Map<ElementId, Tip> tips = new ConcurrentHashMap<>();

    /** @param central what the block commits to; null for nothing */
    public Next next(Made change, @Nullable Head central, Hasher hasher) {
        Tip tip = tips.get(change.element());
        ElementDraft draft = new ElementDraft(
                change.element(),
                tip == null ? 0 : tip.height + 1,
                tip == null ? Hash.ZERO : tip.hash,
                change.time(),
                change.action(),
                change.state(),
                tip == null ? Json.EMPTY_ARRAY : Diff.between(tip.state, change.state()),
                change.by(),
                change.reason(),
                null,
                central);
        SealedElement sealed = draft.seal(hasher);
        tips.put(change.element(), new Tip(draft.height(), sealed.hash(), change.state()));
        return new Next(draft, sealed);
    }
}
