package io.hostledger.query;

import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Limits;
import io.hostledger.disk.LineCursor;
import io.hostledger.index.Catalogue;
import io.hostledger.index.Catalogue.Entry;
import io.hostledger.index.CentralFields;
import io.hostledger.index.ElementFields;
import io.hostledger.index.ElementFields.Field;
import java.io.IOException;
import java.util.Iterator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs on the host between two moments, with who and why: {@code {element_id, element_type,
 * changes, blocks}} for each element whose state is another one, in the order of ids; {@code changes_left_out: true} in
 * place of changes that would be too large. Its positions are
 * the moments' heights and an id, so that all pages are of the same two moments.
 */
public final class HostDifference extends PausingStream {
    /** Bytes of an item behind which no more of the element's blocks are told; how many are not, {@code blocks_left_out} says. */
    private static final int MAX_BYTES = Limits.PAGE_BYTES / 2;

    /** Of so many blocks between the moments at most their elements are looked for, and kept; of more, all elements are gone through. */
    private static final int FEW_BLOCKS = 4_096;

    private final LedgerReads ledger;
    private final long from;
    private final long to;
    private final long visible;
    private final Iterator<String> ids;
    private String last = "";

    /**
     * @param from height of the last central block up to the earlier moment; -1: before the first
     * @param to height of the last central block up to the later moment
     * @param after a position in the answer to the same question, whose moments then are these ones; null: from the start
     */
    public HostDifference(LedgerReads ledger, long from, long to, boolean descending, @Nullable String after)
            throws IOException {
        String[] place = after == null ? new String[0] : after.split(":", 3);
        this.ledger = ledger;
        this.visible = ledger.visible().height();
        this.from = after == null ? from : Long.parseLong(place[0]);
        this.to = after == null ? to : Long.parseLong(place[1]);
        String behind = after == null ? null : place[2];
        this.ids = this.to - this.from
                        > Math.min(FEW_BLOCKS, 2L * ledger.catalogue().size())
                ? all(ledger.catalogue(), descending, behind)
                : touched(descending, behind);
    }

    private static Iterator<String> all(Catalogue catalogue, boolean descending, @Nullable String after) {
        Iterator<Entry> entries = ElementList.entries(catalogue, null, descending, after);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public String next() {
                return entries.next().id();
            }
        };
    }

    /** The elements of the blocks between the moments: fewer to open, where those are few. */
    private Iterator<String> touched(boolean descending, @Nullable String after) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        BlockFilter between = BlockFilter.within(from + 1, to, Long.MIN_VALUE, Long.MAX_VALUE);
        try (CentralBlocks blocks = new CentralBlocks(ledger, between, false, null)) {
            for (CentralFields block = blocks.next(); block != null; block = blocks.next()) {
                if (block.has(CentralFields.Field.ELEMENT_ID)) {
                    Entry entry = ledger.catalogue().get(block.text(CentralFields.Field.ELEMENT_ID));
                    if (entry != null) {
                        found.add(entry.id());
                    }
                }
            }
        }
        if (descending) {
            return after == null
                    ? found.descendingIterator()
                    : found.headSet(after, false).descendingIterator();
        }
        return after == null ? found.iterator() : found.tailSet(after, false).iterator();
    }

    @Override
    public boolean next(JsonWriter out) throws IOException {
        search();
        while (ids.hasNext()) {
            last = ids.next();
            Entry entry = ledger.catalogue().get(last);
            boolean looked = entry != null && entry.last().centralHeight() > from;
            if (entry != null && looked && write(out, LedgerReads.element(entry))) {
                return true;
            }
            if (vain(looked ? CHAIN : 1)) {
                return false;
            }
        }
        return false;
    }

    private boolean write(JsonWriter out, ElementId element) throws IOException {
        try (ElementChain chain = ElementChain.open(ledger.files(), element, to, LineCursor.FEW)) {
            if (chain == null) {
                ledger.requireNone(element, visible);
                return false;
            }
            if (!chain.lastUpTo(to) || chain.block().centralHeight() <= from) {
                return false;
            }
            Json after = chain.state().compact();
            boolean wasThere = chain.lastUpTo(from);
            Json before = wasThere ? chain.state().compact() : Json.NULL;
            if (before.equals(after)) {
                return false;
            }
            out.ascii("{\"element_id\":").string(element.text());
            out.ascii(",\"element_type\":").string(element.type().name());
            writeChanges(out, before, after);
            out.ascii(",\"blocks\":[");
            if (!wasThere) {
                chain.toStart();
            }
            int leftOut = writeBlocks(out, chain);
            out.put(']');
            if (leftOut > 0) {
                out.ascii(",\"blocks_left_out\":").number(leftOut);
            }
            out.put('}');
            return true;
        }
    }

    /** None where they are too large, for one element is not to keep the others from being told; and says so. */
    private static void writeChanges(JsonWriter out, Json before, Json after) {
        try {
            Json changes = Diff.between(before, after);
            out.ascii(",\"changes\":").json(changes);
        } catch (Diff.TooLarge e) {
            out.ascii(",\"changes_left_out\":true");
        }
    }

    private static int writeBlocks(JsonWriter out, ElementChain chain) throws IOException {
        int told = 0;
        int leftOut = 0;
        int start = out.length();
        while (chain.next()) {
            if (out.length() - start > MAX_BYTES) {
                leftOut++;
            } else {
                ElementFields block = chain.block();
                out.ascii(told++ == 0 ? "{\"central_height\":" : ",{\"central_height\":");
                out.number(block.centralHeight());
                out.ascii(",\"timestamp\":").json(block.value(Field.TIMESTAMP));
                out.ascii(",\"actor\":").json(block.value(Field.ACTOR));
                Json reason = block.optional(Field.REASON);
                if (reason != null) {
                    out.ascii(",\"reason\":").json(reason);
                }
                out.ascii(",\"action\":").json(block.value(Field.ACTION)).put('}');
            }
        }
        return leftOut;
    }

    @Override
    public String position() {
        return from + ":" + to + ":" + last;
    }

    @Override
    public void close() {
        // Each chain was closed when it was read.
    }
}
