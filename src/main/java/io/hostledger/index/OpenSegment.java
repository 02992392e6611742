package io.hostledger.index;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/** The segment that blocks are being added to, by one writer: the keys of each dimension in a column. */
final class OpenSegment extends Segment {
    private static final Dimension[] DIMENSIONS = Dimension.values();

    /** By dimension. Rows below {@link #count} are not written to any more. */
    private final int[][] columns = new int[DIMENSIONS.length][ROWS];

    /** By dimension: which rows have the field at all; a block of no element has no element id. Owned by the writer. */
    private final long[][] present = new long[DIMENSIONS.length][ROWS / Long.SIZE];

    /** The first row that a block was added to: 1 where heights begin at 1. */
    private int first = -1;

    private volatile int count;

    OpenSegment() {
        super(new Groups());
    }

    @Override
    int count() {
        return count;
    }

    /** Called by the writer, row after row. */
    void add(int row, CentralFields block, long offset) {
        for (int d = 0; d < DIMENSIONS.length; d++) {
            if (DIMENSIONS[d].has(block)) {
                columns[d][row] = DIMENSIONS[d].key(block);
                present[d][row / Long.SIZE] |= 1L << row;
            }
        }
        groups.add(row, first < 0, offset, block.timestamp());
        if (first < 0) {
            first = row;
        }
        count = row + 1;
    }

    @Override
    RoaringBitmap rows(Dimension dimension, int[] keys, int count) {
        int[] column = columns[dimension.ordinal()];
        RoaringBitmap found = new RoaringBitmap();
        if (keys.length == 1) {
            int key = keys[0];
            for (int row = 0; row < count; row++) {
                if (column[row] == key) {
                    found.add(row);
                }
            }
            return found;
        }
        int[] sorted = keys.clone();
        Arrays.sort(sorted);
        for (int row = 0; row < count; row++) {
            if (Arrays.binarySearch(sorted, column[row]) >= 0) {
                found.add(row);
            }
        }
        return found;
    }

    /** The same rows in less room. Called by the writer. */
    SealedSegment seal() {
        Postings[] postings = new Postings[DIMENSIONS.length];
        for (int d = 0; d < DIMENSIONS.length; d++) {
            postings[d] = Postings.of(columns[d], present[d], count);
        }
        return new SealedSegment(count, groups.copy(), postings);
    }
}
