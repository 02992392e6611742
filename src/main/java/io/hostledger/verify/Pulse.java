package io.hostledger.verify;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;

/** Tells the {@link Watch} how far a verification is, and does what it asks for. Safe for several threads. */
final class Pulse {
    private static final long STEP = 1 << 20;

    private final Watch watch;
    private final LongAdder blocks = new LongAdder();
    private final LongAdder done = new LongAdder();
    private double base;
    private double share;
    private long total;
    private long untold; // guarded by this

    Pulse(Watch watch) {
        this.watch = watch;
    }

    /** Begins a part of the work, by one thread alone: its share of the whole, and how much there is to do in it. */
    void phase(double newShare, long newTotal) {
        base += share;
        share = newShare;
        total = newTotal;
        done.reset();
    }

    /** After some bytes were read and checked, and so much of the part was done. */
    void beat(String reading, long bytes, long newBlocks, long newDone) {
        blocks.add(newBlocks);
        done.add(newDone);
        if (watch.cancelled()) {
            throw new CancellationException("the verification was cancelled");
        }
        watch.pace(bytes);
        tell(reading, bytes);
    }

    private synchronized void tell(String reading, long bytes) {
        untold += bytes;
        if (untold >= STEP) {
            untold = 0;
            double part = total == 0 ? 1 : Math.min(1, (double) done.sum() / total);
            watch.progress(new Progress(base + share * part, blocks.sum(), reading));
        }
    }
}
