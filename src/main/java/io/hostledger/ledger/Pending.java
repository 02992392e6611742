package io.hostledger.ledger;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.codec.CentralDraft;
import io.hostledger.codec.SealedElement;
import org.jspecify.annotations.Nullable;

/** A change or event on its way: what its lane made of it, then what the appender adds. */
final class Pending {
    /** The blocks of an element's change. */
    static final class OfElement {
        final ElementHead head;
        final SealedElement block;
        final Tip tip;
        final Json state;

        OfElement(ElementHead head, SealedElement block, Tip tip, Json state) {
            this.head = head;
            this.block = block;
            this.tip = tip;
            this.state = state;
        }
    }

    private static final Head UNSEALED = new Head(-1, Hash.ZERO);

    /** Null for an event. */
    final @Nullable OfElement element;

    final CentralDraft central;
    final @Nullable String changeId;

    // Owned by the appender.
    long centralHeight = UNSEALED.height();
    Head centralHead = UNSEALED;
    private Outcome.@Nullable Committed committed;
    int centralFrom;
    int centralTo;
    int elementFrom;
    int elementTo;

    @Nullable
    Pending nextOfElement;

    Pending(@Nullable OfElement element, CentralDraft central, @Nullable String changeId) {
        this.element = element;
        this.central = central;
        this.changeId = changeId;
    }

    /** Bytes of its lines, at the most. */
    int maxBytes() {
        return central.maxLineLength() + (element == null ? 0 : element.block.maxLineLength());
    }

    /** The appender has published it. */
    void committed(Outcome.Committed blocks) {
        committed = blocks;
    }

    /** What its caller is told; there once it is published. */
    Outcome.Committed committed() {
        if (committed == null) {
            throw new IllegalStateException("not published yet");
        }
        return committed;
    }
}
