package io.hostledger.query;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.JsonWriter;
import io.hostledger.disk.LineCursor;
import io.hostledger.index.Catalogue.Entry;
import io.hostledger.index.Catalogue.Last;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The whole host as it was after a central block: every element that was there, with its state, in the
 * order of ids. Its positions are that block's height and an id, so that all pages are of one moment.
 */
public final class HostState extends PausingStream {
    private final LedgerReads ledger;
    private final ElementFilter filter;
    private final long height;
    private final long visible;
    private final Iterator<Entry> entries;
    private String last = "";

    /**
     * @param filter whose {@code deleted} does not matter: those are left out
     * @param height of that block; at most the last visible one's
     * @param after a position in the answer to the same question, whose block then is this one's; null: from the start
     */
    public HostState(
            LedgerReads ledger, ElementFilter filter, long height, boolean descending, @Nullable String after) {
        int colon = after == null ? -1 : after.indexOf(':');
        this.ledger = ledger;
        this.filter = filter;
        this.visible = ledger.visible().height();
        this.height = after == null ? height : Long.parseLong(after.substring(0, colon));
        String behind = after == null ? null : after.substring(colon + 1);
        this.entries = ElementList.entries(ledger.catalogue(), filter.prefix(), descending, behind);
    }

    @Override
    public boolean next(JsonWriter out) throws IOException {
        search();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            last = entry.id();
            boolean looked = wanted(entry);
            if (looked && write(out, LedgerReads.element(entry), entry.last())) {
                return true;
            }
            if (vain(looked ? CHAIN : 1)) {
                return false;
            }
        }
        return false;
    }

    private boolean wanted(Entry entry) {
        Last known = entry.last();
        if (known.centralHeight() <= height && known.deleted()) {
            return false;
        }
        ElementId element = entry.element();
        return filter.type() == null
                || element == null
                || filter.type().equals(element.type().name());
    }

    private boolean write(JsonWriter out, ElementId element, Last known) throws IOException {
        boolean unchangedSince = known.centralHeight() <= height;
        try (ElementChain chain = ElementChain.open(ledger.files(), element, height, LineCursor.FEW)) {
            if (chain == null || (unchangedSince && !chain.last())) {
                ledger.requireNone(element, visible);
                return false;
            }
            if (!unchangedSince && !chain.lastUpTo(height)) {
                return false;
            }
            chain.requireIntact();
            if (chain.block().deleted()) {
                return false;
            }
            ElementItem.withState(out, element, chain.block());
            return true;
        }
    }

    @Override
    public String position() {
        return height + ":" + last;
    }

    @Override
    public void close() {
        // Each chain was closed when it was read.
    }
}
