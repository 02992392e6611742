package io.hostledger.verify;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/** Has everything verified in the background, again and again. */
public final class Scrub {
    /** Calls back after some milliseconds, on any thread. */
    @FunctionalInterface
    public interface Timer {
        void after(long millis, Runnable task);
    }

    /** The first time soon after a start, so that a service that is often started anew is verified, too. */
    private static final Duration FIRST_AT_MOST = Duration.ofMinutes(10);

    private static final Duration FULL = Duration.ofMinutes(1);

    private final Verifier verifier;
    private final Duration every;
    private final Pace pace;
    private final Timer timer;
    private final LongSupplier clock;

    /**
     * @param every from the end of one verification of everything, whoever asked for it, to the next
     * @param clock microseconds since 1970
     */
    public Scrub(Verifier verifier, Duration every, Pace pace, Timer timer, LongSupplier clock) {
        this.verifier = verifier;
        this.every = every;
        this.pace = pace;
        this.timer = timer;
        this.clock = clock;
    }

    public void begin() {
        Duration tenth = every.dividedBy(10);
        timer.after((tenth.compareTo(FIRST_AT_MOST) < 0 ? tenth : FIRST_AT_MOST).toMillis(), this::look);
    }

    private void look() {
        long due = due();
        if (due > 0) {
            timer.after(due, this::look);
            return;
        }
        try {
            verifier.everything(pace)
                    .report()
                    .whenComplete((report, failure) -> timer.after(every.toMillis(), this::look));
        } catch (RejectedExecutionException e) {
            // Verifications of elements are waiting; they take moments.
            timer.after(Math.min(every.toMillis(), FULL.toMillis()), this::look);
        }
    }

    /** Milliseconds until the next is due; 0 if it is. */
    private long due() {
        Verifier.Last last = verifier.last();
        long past = last == null ? Long.MAX_VALUE : Math.max(0, clock.getAsLong() - last.endedMicros()) / 1_000;
        return Math.max(0, every.toMillis() - past);
    }
}
