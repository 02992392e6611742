package io.hostledger.index;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The block index as somebody sees it who sees the ledger up to an extent. One thread's at a time. */
public final class View {
    /** How many adjacent heights are looked at together; the first of them is a multiple of this. */
    public static final int SEGMENT = Segment.ROWS;

    private final BlockIndex index;
    private final Extent visible;

    /** The segment that was looked at last, held so that it stays in memory while it is being gone through. */
    private @Nullable Segment held;

    private int heldNumber;

    View(BlockIndex index, Extent visible) {
        this.index = index;
        this.visible = visible;
    }

    public Extent visible() {
        return visible;
    }

    /**
     * The rows of a segment, from 0 to 65,535, that may be what is looked for; the height of a row is
     * {@code segment * SEGMENT + row}. May have rows below the ledger's first height.
     *
     * @param segment one that has a visible block
     */
    public RoaringBitmap rows(int segment, Selection wanted) throws IOException {
        Segment found = segment(segment);
        return found.rows(wanted, visibleRows(segment, found));
    }

    /** Whether no block of a segment has a time in {@code [since, until)}; false also where that is not known. */
    public boolean outside(int segment, long since, long until) {
        Extent before = index.before(segment);
        Extent upTo = index.upTo(segment);
        return timesAscend(segment)
                && ((before.head() != null && before.timestamp() >= until) || upTo.timestamp() < since);
    }

    /** Whether the times of a segment's blocks ascend, from that of the block before on: those of legacy blocks may go back. */
    private boolean timesAscend(int segment) {
        Extent before = index.before(segment);
        boolean hasLegacy = before.legacyBlocks() < index.upTo(segment).legacyBlocks();
        boolean followsLegacy = before.legacyBlocks() > 0 && before.legacyBlocks() == before.blocks();
        return !hasLegacy && !followsLegacy;
    }

    private Segment segment(int number) throws IOException {
        Segment found = held;
        if (found == null || heldNumber != number) {
            found = index.segment(number);
            held = found;
            heldNumber = number;
        }
        return found;
    }

    private int visibleRows(int segment, Segment found) {
        return (int) Math.min(found.count(), visible.height() + 1 - (long) segment * SEGMENT);
    }

    /** A place in {@code ledger.jsonl} from which a line is found by reading on. */
    public record Place(long height, long offset) {}

    /** A place at, or at most 15 lines before, the line of a visible block. */
    public Place place(long height) throws IOException {
        int row = (int) (height % SEGMENT);
        long offset = segment((int) (height / SEGMENT)).groups.offset(row);
        long start = height - row % Groups.ROWS;
        return new Place(Math.max(start, visible.first()), offset);
    }

    /**
     * A height at or behind the last visible block whose time is at or before this one, by at most 15;
     * -1 if there is no such block.
     */
    public long lastAtOrBefore(long time) throws IOException {
        for (int segment = (int) (visible.height() / SEGMENT); segment >= 0 && visible.height() >= 0; segment--) {
            if (index.before(segment).timestamp() > time && timesAscend(segment)) {
                continue;
            }
            Segment found = segment(segment);
            int row = found.groups.lastAtOrBefore(visibleRows(segment, found), time);
            if (row >= 0) {
                return (long) segment * SEGMENT + row;
            }
        }
        return -1;
    }
}
