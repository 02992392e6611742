package io.hostledger.verify;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Files.OpenFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the central ledger with all threads: segments side by side, what holds between their blocks
 * in order.
 */
final class CentralPass implements Crew.Part {
    /** How many segments may be read ahead of one that takes long. */
    private static final int AHEAD = 16;

    /** Takes segments in order, one at a time. */
    interface Taker {
        void add(Segment segment) throws IOException;
    }

    private final OpenFile file;
    private final long end;
    private final Sizes sizes;
    private final References references;
    private final Taker taker;
    private final boolean again;
    private final Pulse pulse;

    private final Map<Long, Segment> ready = new HashMap<>(); // guarded by this, as is all below
    private long begun;
    private long linked;
    private boolean failed;

    /** @param again whether each block was checked for itself before */
    CentralPass(OpenFile file, long end, Sizes sizes, References references, boolean again, Taker taker, Pulse pulse) {
        this.file = file;
        this.end = end;
        this.sizes = sizes;
        this.references = references;
        this.again = again;
        this.taker = taker;
        this.pulse = pulse;
    }

    @Override
    public void work() throws IOException {
        SegmentReader reader = new SegmentReader(file, end, sizes, references, again);
        boolean done = false;
        try {
            for (long number = begin(); number >= 0; number = begin()) {
                long from = number * sizes.segment();
                Segment segment = reader.read(from, Math.min(from + sizes.segment(), end));
                hand(number, segment);
                pulse.beat(Layout.LEDGER, segment.bytes, again ? 0 : segment.rows.size(), segment.bytes);
            }
            done = true;
        } finally {
            if (!done) {
                fail();
            }
        }
    }

    /** The next segment to read; -1 if none is left. */
    private synchronized long begin() throws IOException {
        while (begun >= linked + AHEAD && !failed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return failed || begun * sizes.segment() >= end ? -1 : begun++;
    }

    private synchronized void hand(long number, Segment segment) throws IOException {
        ready.put(number, segment);
        for (Segment next = ready.remove(linked); next != null; next = ready.remove(linked)) {
            taker.add(next);
            linked++;
        }
        notifyAll();
    }

    private synchronized void fail() {
        failed = true;
        notifyAll();
    }
}
