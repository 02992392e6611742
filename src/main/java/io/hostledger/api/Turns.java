package io.hostledger.api;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * So many do something at once, and so many wait a moment for their turn; all others are refused. Each that
 * waits holds one of the threads on which the journal is written too, of which there are 200: all who may do
 * something, and all who may wait for it, have to leave some. Safe for many threads.
 */
final class Turns {
    private static final int SECONDS = 2;

    private final Semaphore free;
    private final int mostWaiting;
    private final long nanos;
    private final String refusal;

    /** @param refusal what the others are told */
    Turns(int atOnce, int mostWaiting, String refusal) {
        this(atOnce, mostWaiting, TimeUnit.SECONDS.toNanos(SECONDS), refusal);
    }

    /** @param nanos for which one waits */
    Turns(int atOnce, int mostWaiting, long nanos, String refusal) {
        this.free = new Semaphore(atOnce);
        this.mostWaiting = mostWaiting;
        this.nanos = nanos;
        this.refusal = refusal;
    }

    /**
     * Does it when there is a turn. Blocks.
     *
     * @throws Fault if there is none in time, or too many wait
     */
    <T> T take(Callable<T> what) throws Exception {
        if (!free.tryAcquire() && !await()) {
            throw new Fault(ProblemType.OVERLOADED, refusal);
        }
        try {
            return what.call();
        } finally {
            free.release();
        }
    }

    private boolean await() throws InterruptedException {
        return waiting() < mostWaiting && free.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    /** How many wait, about. */
    int waiting() {
        return free.getQueueLength();
    }
}
