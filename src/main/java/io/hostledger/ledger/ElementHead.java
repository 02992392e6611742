package io.hostledger.ledger;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.index.Catalogue;
import org.jspecify.annotations.Nullable;

/** The head of an element's chain, with all that is on its way, as its lane knows it. */
final class ElementHead {
    final ElementId id;
    final String path;

    // Owned by the lane.
    private long height;
    private Hash hash;
    private Json state;
    private @Nullable Tip tip;
    private long lastSlot = -1;

    // Owned by the appender.
    long fileEnd;
    long dirtySegment = -1;
    Catalogue.@Nullable Entry entry;

    @Nullable
    Pending firstOfBatch;

    @Nullable
    Pending lastOfBatch;

    private ElementHead(ElementId id, long height, Hash hash, Json state, @Nullable Tip tip, long fileEnd) {
        this.id = id;
        this.path = Layout.chain(id);
        this.height = height;
        this.hash = hash;
        this.state = state;
        this.tip = tip;
        this.fileEnd = fileEnd;
    }

    /** An element that has no block yet. */
    static ElementHead ofNew(ElementId id) {
        return new ElementHead(id, -1, Hash.ZERO, Json.NULL, null, 0);
    }

    static ElementHead of(ElementId id, Tip tip, Json state, long fileEnd) {
        Head head = tip.element();
        return new ElementHead(id, head.height(), head.hash(), state, tip, fileEnd);
    }

    boolean exists() {
        return height >= 0;
    }

    /** Height of the last block; -1 if there is none. */
    long height() {
        return height;
    }

    /** Hash of the last block; zeros if there is none. */
    Hash hash() {
        return hash;
    }

    /** JSON null where the element is deleted or never was. */
    Json state() {
        return state;
    }

    /** Null if there is no block. */
    @Nullable
    Tip tip() {
        return tip;
    }

    @Nullable
    Head head() {
        return tip == null ? null : tip.element();
    }

    /** The last slot in which a block of this element went to the appender; -1 if none has. */
    long lastSlot() {
        return lastSlot;
    }

    void moveOn(Tip next, Json nextState, long slot) {
        tip = next;
        height = next.element().height();
        hash = next.element().hash();
        state = nextState;
        lastSlot = slot;
    }
}
