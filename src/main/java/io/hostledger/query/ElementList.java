package io.hostledger.query;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.disk.LineCursor;
import io.hostledger.index.Catalogue;
import io.hostledger.index.Catalogue.Entry;
import io.hostledger.index.Catalogue.Last;
import io.hostledger.index.CentralFields;
import io.hostledger.index.UnreadableLedger;
import io.hostledger.index.View;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Elements with their last blocks, in the order of their ids. Its positions are ids. */
public final class ElementList extends PausingStream {
    private final LedgerReads ledger;
    private final ElementFilter filter;
    private final View view;
    private final Iterator<Entry> entries;
    private final @Nullable CentralReader reader;
    private String position = "";

    /** @param after a position in the answer to the same question; null: from the start */
    public ElementList(LedgerReads ledger, ElementFilter filter, boolean descending, @Nullable String after)
            throws IOException {
        this.ledger = ledger;
        this.filter = filter;
        this.view = ledger.view();
        this.entries = entries(ledger.catalogue(), filter.prefix(), descending, after);
        boolean empty = view.visible().head() == null;
        this.reader = empty ? null : new CentralReader(ledger.files(), view, LineCursor.FEW);
    }

    /** The entries whose ids begin so, from behind a position on. */
    static Iterator<Entry> entries(
            Catalogue catalogue, @Nullable String prefix, boolean descending, @Nullable String after) {
        String from = prefix == null ? "" : prefix;
        String to = prefix == null ? null : Prefix.end(prefix);
        if (after != null) {
            if (descending) {
                to = after;
            } else {
                from = after + '\0';
            }
        }
        if (to != null && from.compareTo(to) > 0) {
            from = to;
        }
        return catalogue.range(from, to, descending).iterator();
    }

    @Override
    public boolean next(JsonWriter out) throws IOException {
        search();
        while (reader != null && entries.hasNext()) {
            Entry entry = entries.next();
            position = entry.id();
            if (write(out, entry, reader)) {
                return true;
            }
            if (vain(1)) {
                return false;
            }
        }
        return false;
    }

    private boolean write(JsonWriter out, Entry entry, CentralReader central) throws IOException {
        ElementId element = entry.element();
        if (filter.type() != null
                && element != null
                && !filter.type().equals(element.type().name())) {
            return false;
        }
        Last last = entry.last();
        if (last.centralHeight() > view.visible().height()) {
            // It has just moved on to a block that is not visible yet.
            return element != null && writeFromChain(out, element);
        }
        if (filter.deleted() != null && filter.deleted() != last.deleted()) {
            return false;
        }
        CentralFields block = central.go(last.centralHeight());
        if (!block.is(CentralFields.Field.ELEMENT_ID, CentralFields.key(entry.id()))) {
            throw new UnreadableLedger(Layout.LEDGER, central.line().offset(), "not a block of " + entry.id());
        }
        if (filter.type() != null && !filter.type().equals(block.text(CentralFields.Field.ELEMENT_TYPE))) {
            return false;
        }
        ElementItem.of(out, entry.id(), block, last.deleted());
        return true;
    }

    private boolean writeFromChain(JsonWriter out, ElementId element) throws IOException {
        try (ElementChain chain =
                ElementChain.open(ledger.files(), element, view.visible().height(), LineCursor.FEW)) {
            if (chain == null
                    || !chain.lastUpTo(view.visible().height())
                    || (filter.deleted() != null
                            && filter.deleted() != chain.block().deleted())) {
                return false;
            }
            ElementItem.of(out, element, chain.block());
            return true;
        }
    }

    @Override
    public String position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
