package io.hostledger.query;

import io.hostledger.chain.JsonWriter;
import io.hostledger.disk.LineCursor;
import io.hostledger.index.Catalogue;
import io.hostledger.index.CentralFields;
import io.hostledger.index.Dimension;
import io.hostledger.index.Selection;
import io.hostledger.index.View;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Central lines, verbatim, by a filter. Its positions are heights. */
public final class CentralBlocks extends PausingStream {
    /** Of so many elements at most the blocks are found by the elements; of more, among those of their type. */
    private static final int MAX_ELEMENTS = 4_096;

    private final BlockMatcher matcher;
    private final Candidates heights;
    private final @Nullable CentralReader reader;
    private long height = -1;

    /** @param after a position in the answer to the same question; null: from the start */
    public CentralBlocks(LedgerReads ledger, BlockFilter filter, boolean descending, @Nullable String after)
            throws IOException {
        View view = ledger.view();
        long low = filter.from();
        long high = filter.to();
        if (after != null) {
            long last = Long.parseLong(after);
            low = descending ? low : Math.max(low, last + 1);
            high = descending ? Math.min(high, last - 1) : high;
        }
        Selection wanted = selection(ledger.catalogue(), filter);
        this.matcher = new BlockMatcher(filter);
        this.heights = new Candidates(view, wanted, low, high, descending);
        boolean empty = view.visible().head() == null;
        int chunk = wanted.isAll() ? LineCursor.MANY / 4 : LineCursor.FEW;
        this.reader = empty ? null : new CentralReader(ledger.files(), view, chunk);
    }

    private static Selection selection(Catalogue catalogue, BlockFilter filter) {
        Map<Dimension, int[]> keys = new EnumMap<>(Dimension.class);
        add(keys, Dimension.ACTOR, filter.actor());
        add(keys, Dimension.ELEMENT, filter.elementId());
        add(keys, Dimension.TYPE, filter.elementType());
        add(keys, Dimension.CATEGORY, filter.category());
        add(keys, Dimension.ACTION, filter.action());
        add(keys, Dimension.CORRELATION, filter.correlationId());
        if (filter.elementPrefix() != null && filter.elementId() == null) {
            int[] elements = elements(catalogue, filter.elementPrefix());
            String type = catalogue.typeOfAll(filter.elementPrefix());
            if (elements != null) {
                keys.put(Dimension.ELEMENT, elements);
            } else if (type != null && filter.elementType() == null) {
                // The verification holds the type in a line to the one that is configured.
                add(keys, Dimension.TYPE, type);
            }
        }
        return new Selection(keys, filter.since(), filter.until());
    }

    private static void add(Map<Dimension, int[]> keys, Dimension dimension, @Nullable String value) {
        if (value != null) {
            keys.put(dimension, new int[] {dimension.key(value)});
        }
    }

    /** The keys of the elements whose ids begin so; null if they are too many. */
    private static int @Nullable [] elements(Catalogue catalogue, String prefix) {
        int[] keys = new int[MAX_ELEMENTS];
        int count = 0;
        for (Catalogue.Entry entry : catalogue.range(prefix, Prefix.end(prefix), false)) {
            if (count == MAX_ELEMENTS) {
                return null;
            }
            keys[count++] = Dimension.ELEMENT.key(entry.id());
        }
        return Arrays.copyOf(keys, count);
    }

    @Override
    public boolean next(JsonWriter out) throws IOException {
        CentralFields block = next();
        if (block == null) {
            return false;
        }
        LineCursor line = line();
        out.raw(line.array(), line.from(), line.to());
        return true;
    }

    /** The next block; null behind the last one, or where it has paused. Where its members stand is good till the next call. */
    @Nullable
    CentralFields next() throws IOException {
        if (reader == null) {
            return null;
        }
        search();
        for (long next = heights.next(); next >= 0; next = heights.next()) {
            CentralFields block = reader.go(next);
            height = next;
            if (matcher.matches(block)) {
                return block;
            }
            if (vain(1)) {
                return null;
            }
        }
        return null;
    }

    /** The line of the block that it gave last. */
    LineCursor line() {
        if (reader == null) {
            throw new IllegalStateException("an empty ledger has no line");
        }
        return reader.line();
    }

    @Override
    public String position() {
        return Long.toString(height);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
