package io.hostledger.verify;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Head;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifications of a directory while it is in use: one of everything at a time, and one of each
 * element, which all share who ask for it meanwhile. Safe for several threads.
 */
public final class Verifier {
    /**
     * The last verification of everything that came to its end.
     *
     * @param endedMicros when, in microseconds since 1970
     * @param report null where it could not be made
     * @param failure why it could not; null where it could
     */
    public record Last(
            long endedMicros,
            @Nullable Report report,
            @Nullable String failure) {}

    /** Is told of each verification of everything that came to its end. */
    public interface Listener {
        void verified(Last last);
    }

    /** In {@link #runs}, where ids of elements have a colon. */
    private static final String EVERYTHING = "";

    private interface Check {
        Report report(Verification verification) throws IOException;
    }

    private final Supplier<Verification> prepared;
    private final Executor executor;
    private final LongSupplier clock;
    private final Listener listener;
    private final Map<String, SharedRun> runs = new HashMap<>(); // guarded by itself
    private volatile @Nullable Last last;
    private volatile @Nullable Last reported; // written where everything is verified, by one thread at a time

    /**
     * @param prepared each time a verification that knows how far the ledger is visible at that moment
     * @param executor runs verifications, each on one thread; may reject them
     * @param clock microseconds since 1970
     */
    public Verifier(Supplier<Verification> prepared, Executor executor, LongSupplier clock, Listener listener) {
        this.prepared = prepared;
        this.executor = executor;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Checks everything, or joins who does, at the fastest pace that anybody asks for.
     *
     * @throws java.util.concurrent.RejectedExecutionException if no more may run
     */
    public SharedRun everything(Pace pace) {
        return joined(EVERYTHING, pace, Verification::report);
    }

    /**
     * Checks one element, or joins who does.
     *
     * @param known the element's last block, as the caller knows it; null if it knows none
     * @throws java.util.concurrent.RejectedExecutionException if no more may run
     */
    public SharedRun element(ElementId element, @Nullable Head known, Pace pace) {
        return joined(element.text(), pace, verification -> verification.report(element, known));
    }

    private SharedRun joined(String what, Pace pace, Check check) {
        synchronized (runs) {
            SharedRun running = runs.get(what);
            if (running != null) {
                running.at(pace);
                return running;
            }
            SharedRun run = new SharedRun(pace);
            runs.put(what, run);
            try {
                executor.execute(() -> run(what, run, check));
            } catch (RejectedExecutionException e) {
                runs.remove(what);
                throw e;
            }
            return run;
        }
    }

    private void run(String what, SharedRun run, Check check) {
        Report report = null;
        Throwable failure = null;
        try {
            report = check.report(prepared.get().watchedBy(run));
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        synchronized (runs) {
            runs.remove(what);
        }
        if (what.equals(EVERYTHING) && !run.cancelled()) {
            Last ended =
                    new Last(clock.getAsLong(), report, failure == null ? null : String.valueOf(failure.getMessage()));
            reported = report == null ? reported : ended;
            last = ended;
            listener.verified(ended);
        }
        if (report != null) {
            run.end(report);
        } else {
            run.fail(failure == null ? new IOException("no report") : failure);
        }
    }

    /** The last verification of everything; null while there is none. */
    public @Nullable Last last() {
        return last;
    }

    /** The last verification of everything that came to a report; null while there is none. */
    public @Nullable Last reported() {
        return reported;
    }

    /** Ends what runs, soon. */
    public void cancel() {
        synchronized (runs) {
            runs.values().forEach(SharedRun::cancel);
        }
    }
}
