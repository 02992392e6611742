package io.hostledger.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The index of {@value #ROWS} adjacent heights, the first of which is a multiple of that. A block's row
 * is its height less the first one. Safe for many readers.
 */
abstract class Segment {
    /** As many as one container of a bitmap holds. */
    static final int ROWS = 1 << 16;

    final Groups groups;

    Segment(Groups groups) {
        this.groups = groups;
    }

    /** Rows from here on are not there (yet). */
    abstract int count();

    /** The rows that have one of the keys, of the first {@code count}; may be changed by the caller. */
    abstract RoaringBitmap rows(Dimension dimension, int[] keys, int count);

    /** The rows that may be what is looked for, of the first {@code count}. */
    RoaringBitmap rows(Selection wanted, int count) {
        RoaringBitmap found = null;
        for (Map.Entry<Dimension, int[]> entry : wanted.keys().entrySet()) {
            RoaringBitmap rows = rows(entry.getKey(), entry.getValue(), count);
            found = and(found, rows);
            if (found.isEmpty()) {
                return found;
            }
        }
        if (found == null) {
            found = RoaringBitmap.bitmapOfRange(0, count);
        }
        if (wanted.since() > Long.MIN_VALUE || wanted.until() < Long.MAX_VALUE) {
            groups.restrict(found, count, wanted.since(), wanted.until());
        }
        return found;
    }

    private static RoaringBitmap and(@Nullable RoaringBitmap some, RoaringBitmap more) {
        if (some == null) {
            return more;
        }
        some.and(more);
        return some;
    }
}
