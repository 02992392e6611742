package io.hostledger.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;

/** A segment to which no block is added any more. Immutable. */
final class SealedSegment extends Segment {
    private final int count;
    /** By dimension. */
    private final Postings[] postings;

    private final long bytes;

    SealedSegment(int count, Groups groups, Postings[] postings) {
        super(groups);
        this.count = count;
        this.postings = postings;
        long sum = groups.bytes() + 64;
        for (Postings posting : postings) {
            sum += posting.bytes();
        }
        this.bytes = sum;
    }

    @Override
    int count() {
        return count;
    }

    @Override
    RoaringBitmap rows(Dimension dimension, int[] keys, int count) {
        RoaringBitmap found = new RoaringBitmap();
        for (int key : keys) {
            postings[dimension.ordinal()].addTo(found, key);
        }
        if (count < this.count) {
            found.remove((long) count, ROWS);
        }
        return found;
    }

    /** About how much memory it takes. */
    long bytes() {
        return bytes;
    }

    void writeTo(ByteSink out) {
        out.putInt(count);
        groups.writeTo(out);
        for (Postings posting : postings) {
            posting.writeTo(out);
        }
    }

    /** @throws RuntimeException if the bytes are no segment */
    static SealedSegment read(ByteBuffer in) throws IOException {
        int count = in.getInt();
        Groups groups = Groups.read(in);
        Postings[] postings = new Postings[Dimension.values().length];
        for (int d = 0; d < postings.length; d++) {
            postings[d] = Postings.read(in);
        }
        return new SealedSegment(count, groups, postings);
    }
}
