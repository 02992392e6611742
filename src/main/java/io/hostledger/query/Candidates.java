package io.hostledger.query;

import io.hostledger.index.Selection;
import io.hostledger.index.View;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/** The heights, in either order, of the blocks that may be what is looked for. */
final class Candidates {
    private final View view;
    private final Selection wanted;
    private final long low;
    private final long high;
    private final boolean descending;

    /** The segment that is being gone through, or is next. */
    private long segment;

    private @Nullable IntIterator rows;
    /** Where every height is wanted: the next one. */
    private long plain;

    Candidates(View view, Selection wanted, long low, long high, boolean descending) {
        this.view = view;
        this.wanted = wanted;
        this.low = Math.max(low, view.visible().first());
        this.high = Math.min(high, view.visible().height());
        this.descending = descending;
        this.plain = descending ? this.high : this.low;
        this.segment = plain / View.SEGMENT;
    }

    /** The next height; -1 behind the last one. */
    long next() throws IOException {
        if (low > high) {
            return -1;
        }
        return wanted.isAll() ? nextPlain() : nextRow();
    }

    private long nextPlain() {
        if (plain < low || plain > high) {
            return -1;
        }
        return descending ? plain-- : plain++;
    }

    private long nextRow() throws IOException {
        while (rows == null || !rows.hasNext()) {
            if (segment < low / View.SEGMENT || segment > high / View.SEGMENT) {
                return -1;
            }
            rows = view.outside((int) segment, wanted.since(), wanted.until()) ? null : rows();
            segment += descending ? -1 : 1;
        }
        // The segment has moved on already.
        return (segment + (descending ? 1 : -1)) * View.SEGMENT + rows.next();
    }

    private IntIterator rows() throws IOException {
        RoaringBitmap found = view.rows((int) segment, wanted);
        long base = segment * View.SEGMENT;
        if (low > base) {
            found.remove(0L, low - base);
        }
        if (high - base < View.SEGMENT - 1) {
            found.remove(high - base + 1, (long) View.SEGMENT);
        }
        return descending ? found.getReverseIntIterator() : found.getIntIterator();
    }
}
