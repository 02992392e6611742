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

    private final OpenFile file;
    private final long end;
    private final Sizes sizes;
    private final References references;
    private final CentralLinks links;
    private final Pulse pulse;

    private final Map<Long, Segment> ready = new HashMap<>(); // guarded by this, as is all below
    private long begun;
    private long linked;
    private boolean failed;

    CentralPass(OpenFile file, long end, Sizes sizes, References references, CentralLinks links, Pulse pulse) {
        this.file = file;
        this.end = end;
        this.sizes = sizes;
        this.references = references;
        this.links = links;
        this.pulse = pulse;
    }

    @Override
    public void work() throws IOException {
        SegmentReader reader = new SegmentReader(file, end, sizes, references);
        boolean done = false;
        try {
            for (long number = begin(); number >= 0; number = begin()) {
                long from = number * sizes.segment();
                Segment segment = reader.read(from, Math.min(from + sizes.segment(), end));
                hand(number, segment);
                pulse.beat(Layout.LEDGER, segment.bytes, segment.rows.size(), segment.bytes);
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
            links.add(next);
            linked++;
        }
        notifyAll();
    }

    private synchronized void fail() {
        failed = true;
        notifyAll();
    }
}
