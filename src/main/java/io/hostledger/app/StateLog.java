package io.hostledger.app;

import io.hostledger.ledger.Observer;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Refusal;
import io.hostledger.ledger.Standing;
import io.hostledger.verify.Report;
import io.hostledger.verify.Verifier;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One line in the log for each change of the service's own state, and none for what it is asked. */
@Singleton
class StateLog implements Observer {
    /** So many such sentences are written, and no more, until the service starts anew. */
    private static final int DAMAGED = 1_000;

    private static final Logger LOG = Logger.getLogger("io.hostledger");

    private boolean opened; // written by the appender's context, and before it at the start
    private final Set<String> damaged = new HashSet<>(); // guarded by itself
    private @Nullable String integrity; // guarded by this

    @Override
    public void stands(Standing now) {
        switch (now) {
            case Standing.Recovering ignored -> {}
            case Standing.Open ignored -> {
                LOG.info(opened ? "taking changes again" : "ready: taking changes");
                opened = true;
            }
            case Standing.ReadOnly why -> LOG.warnf("read-only: %s", why.reason());
            case Standing.Closing ignored -> LOG.info("stopping: what was taken is answered, and no more is taken");
            case Standing.Closed ignored -> LOG.info("stopped");
        }
    }

    @Override
    public void recovered(long blocks, long tookNanos) {
        LOG.infof("recovered in %s s: %d blocks were in the journal alone", seconds(tookNanos), blocks);
    }

    /** What of the files stands in the way of a change: a line where it is met first. */
    @Override
    public void answered(Outcome outcome) {
        String sentence = outcome instanceof Outcome.Refused refused ? ofFiles(refused.why()) : null;
        if (sentence == null) {
            return;
        }
        boolean first;
        synchronized (damaged) {
            first = damaged.size() < DAMAGED && damaged.add(sentence);
        }
        if (first) {
            LOG.errorf("changes of an element are refused: %s", sentence);
        }
    }

    private static @Nullable String ofFiles(Refusal why) {
        if (why instanceof Refusal.Damaged found) {
            return found.sentence();
        }
        return why instanceof Refusal.Unreadable found ? found.sentence() : null;
    }

    /** The end of a verification of everything, which anybody may ask for: a line if it finds otherwise than the last. */
    synchronized void verified(Verifier.Last last) {
        Report report = last.report();
        String now = report == null ? "unknown" : report.found() + " findings";
        if (now.equals(integrity)) {
            return;
        }
        integrity = now;
        if (report == null) {
            LOG.errorf("the ledger could not be verified: %s", last.failure());
        } else if (report.intact()) {
            LOG.infof(
                    "the ledger is verified: intact, %s",
                    report.head() == null ? "and empty" : "up to " + report.head());
        } else {
            LOG.errorf(
                    "the ledger is damaged: %d findings, the first: %s",
                    report.found(), report.findings().get(0));
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }
}
