package io.hostledger.index;

import io.hostledger.disk.Files;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A sealed segment that is in memory, or may be got there again from its file or from the ledger. */
final class Slot {
    private final int number;
    private final Extent before;
    private final SegmentFile.Place place;
    private volatile @Nullable SealedSegment segment;
    private volatile boolean saved;
    /** When it was last used, by the cache's clock. */
    volatile long used;

    Slot(int number, Extent before, SegmentFile.Place place, @Nullable SealedSegment segment, boolean saved) {
        this.number = number;
        this.before = before;
        this.place = place;
        this.segment = segment;
        this.saved = saved;
    }

    int number() {
        return number;
    }

    /** The ledger before the segment's first block. */
    Extent before() {
        return before;
    }

    SegmentFile.Place place() {
        return place;
    }

    boolean saved() {
        return saved;
    }

    void setSaved() {
        saved = true;
    }

    @Nullable
    SealedSegment held() {
        return segment;
    }

    void letGo() {
        segment = null;
    }

    synchronized SealedSegment load(Files files) throws IOException {
        SealedSegment loaded = segment;
        if (loaded == null) {
            loaded = SegmentFile.read(files, number, place);
        }
        if (loaded == null) {
            saved = false;
            loaded = derive(files);
        }
        segment = loaded;
        return loaded;
    }

    private SealedSegment derive(Files files) throws IOException {
        OpenSegment rows = new OpenSegment();
        long first = (long) number * Segment.ROWS;
        LedgerScan.run(
                files,
                before,
                place.upTo().length(),
                (block, offset, end) -> rows.add((int) (block.height() - first), block, offset));
        return rows.seal();
    }
}
