package io.hostledger.query;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.JsonWriter;
import io.hostledger.disk.Files;
import io.hostledger.disk.LineCursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of an element's chain, verbatim. Its positions are element heights. */
public final class ElementHistory implements ItemStream {
    private final ElementChain chain;
    private final boolean descending;
    /** Whether the chain stands on a block that was not given yet. */
    private boolean onNext;

    private ElementHistory(ElementChain chain, boolean descending, @Nullable String after) throws IOException {
        this.chain = chain;
        this.descending = descending;
        if (after != null) {
            chain.seek(Long.parseLong(after) + (descending ? 0 : 1));
        } else if (descending) {
            onNext = chain.last();
        }
    }

    /**
     * The history of an element; null if it has no visible block.
     *
     * @param after a position in the answer to the same question; null: from the start
     * @throws io.hostledger.index.UnreadableLedger also if the chain has no block, but the central ledger has one
     */
    public static @Nullable ElementHistory open(
            LedgerReads ledger, ElementId element, boolean descending, @Nullable String after) throws IOException {
        long visible = ledger.visible().height();
        ElementHistory history = open(ledger.files(), visible, element, descending, after);
        if (history == null) {
            ledger.requireNone(element, visible);
        }
        return history;
    }

    /** The same of a directory. @param visible the highest central height that is seen */
    public static @Nullable ElementHistory open(
            Files files, long visible, ElementId element, boolean descending, @Nullable String after)
            throws IOException {
        ElementChain chain = ElementChain.open(files, element, visible, LineCursor.MANY / 4);
        if (chain == null) {
            return null;
        }
        try {
            if (chain.next()) {
                chain.toStart();
                return new ElementHistory(chain, descending, after);
            }
        } catch (IOException | RuntimeException e) {
            chain.close();
            throw e;
        }
        chain.close();
        return null;
    }

    @Override
    public boolean next(JsonWriter out) throws IOException {
        if (!onNext && !(descending ? chain.previous() : chain.next())) {
            return false;
        }
        onNext = false;
        LineCursor line = chain.line();
        out.raw(line.array(), line.from(), line.to());
        return true;
    }

    @Override
    public String position() {
        return Long.toString(chain.block().height());
    }

    @Override
    public void close() throws IOException {
        chain.close();
    }
}
