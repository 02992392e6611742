package io.hostledger.query;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.JsonWriter;
import io.hostledger.disk.LineCursor;
import io.hostledger.index.CentralFields;
import io.hostledger.index.CentralFields.Field;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What changed, with the details: {@code {"central":…,"element":…}}, the lines of both tiers verbatim. */
public final class Changes implements ItemStream {
    private final LedgerReads ledger;
    private final ElementTypes types;
    private final CentralBlocks blocks;
    /** The chain of the element that the block before was about. */
    private @Nullable ElementChain chain;

    private String chainOf = "";

    /** As {@link CentralBlocks}, positions too. */
    public Changes(
            LedgerReads ledger, ElementTypes types, BlockFilter filter, boolean descending, @Nullable String after)
            throws IOException {
        this.ledger = ledger;
        this.types = types;
        this.blocks = new CentralBlocks(ledger, filter, descending, after);
    }

    @Override
    public boolean next(JsonWriter out) throws IOException {
        CentralFields block = blocks.next();
        if (block == null) {
            return false;
        }
        LineCursor line = blocks.line();
        out.ascii("{\"central\":").raw(line.array(), line.from(), line.to());
        if (block.has(Field.ELEMENT_ID)) {
            open(block.text(Field.ELEMENT_ID));
            // That a block is not where it belongs is for the verification to say; the central one is still true.
            if (chain != null && chain.at(block.elementHeight())) {
                LineCursor element = chain.line();
                out.ascii(",\"element\":").raw(element.array(), element.from(), element.to());
            }
        }
        out.put('}');
        return true;
    }

    private void open(String id) throws IOException {
        if (id.equals(chainOf)) {
            return;
        }
        closeChain();
        chainOf = id;
        ElementId element;
        try {
            element = types.parse(id);
        } catch (InvalidElementId e) {
            return; // a prefix that is not configured any more
        }
        chain = ElementChain.open(ledger.files(), element, Long.MAX_VALUE, LineCursor.FEW);
    }

    @Override
    public void pauseAfter(int lines) {
        blocks.pauseAfter(lines);
    }

    @Override
    public boolean paused() {
        return blocks.paused();
    }

    @Override
    public String position() {
        return blocks.position();
    }

    private void closeChain() throws IOException {
        ElementChain open = chain;
        chain = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        closeChain();
        blocks.close();
    }
}
