package io.hostledger.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * Where the blocks of a segment stand and when they were made, kept for groups of {@value #ROWS}
 * adjacent rows: the offset of the first line, the earliest and the latest time. One writer; a reader
 * looks only at groups whose first row it was told of, and may see times of later rows too.
 */
final class Groups {
    static final int ROWS = 16;
    private static final int EACH = 3;

    private final long[] values;

    Groups() {
        this(new long[EACH * (Segment.ROWS / ROWS)]);
        for (int i = 0; i < values.length; i += EACH) {
            values[i + 1] = Long.MAX_VALUE;
            values[i + 2] = Long.MIN_VALUE;
        }
    }

    private Groups(long[] values) {
        this.values = values;
    }

    Groups copy() {
        return new Groups(values.clone());
    }

    void add(int row, boolean first, long offset, long time) {
        int i = row / ROWS * EACH;
        if (first || row % ROWS == 0) {
            values[i] = offset;
        }
        values[i + 1] = Math.min(values[i + 1], time);
        values[i + 2] = Math.max(values[i + 2], time);
    }

    /** Where the first line of the row's group begins. */
    long offset(int row) {
        return values[row / ROWS * EACH];
    }

    /** Takes away the rows of groups that have no time in {@code [since, until)}. */
    void restrict(RoaringBitmap rows, int count, long since, long until) {
        for (int row = 0; row < count; row += ROWS) {
            int i = row / ROWS * EACH;
            if (values[i + 1] >= until || values[i + 2] < since) {
                rows.remove((long) row, (long) row + ROWS);
            }
        }
    }

    /** The last row below {@code count} whose group has a time at or before this one; -1 if there is none. */
    int lastAtOrBefore(int count, long time) {
        for (int row = (count - 1) / ROWS * ROWS; row >= 0 && count > 0; row -= ROWS) {
            if (values[row / ROWS * EACH + 1] <= time) {
                return Math.min(row + ROWS, count) - 1;
            }
        }
        return -1;
    }

    long bytes() {
        return 8L * values.length;
    }

    void writeTo(ByteSink out) {
        for (long value : values) {
            out.putLong(value);
        }
    }

    static Groups read(ByteBuffer in) {
        Groups groups = new Groups();
        Arrays.setAll(groups.values, i -> in.getLong());
        return groups;
    }
}
