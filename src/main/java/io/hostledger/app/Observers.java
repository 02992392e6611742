package io.hostledger.app;

import io.hostledger.ledger.Commit;
import io.hostledger.ledger.Observer;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Standing;
import jakarta.inject.Singleton;

/** The meters and the log, as the one that the engine tells. */
@Singleton
class Observers implements Observer {
    private final CommitMeters meters;
    private final StateLog log;

    Observers(CommitMeters meters, StateLog log) {
        this.meters = meters;
        this.log = log;
    }

    @Override
    public void committed(Commit commit) {
        meters.committed(commit);
    }

    @Override
    public void answered(Outcome outcome) {
        meters.answered(outcome);
        log.answered(outcome);
    }

    @Override
    public void failed() {
        meters.failed();
    }

    @Override
    public void recovered(long blocks, long tookNanos) {
        meters.recovered(blocks, tookNanos);
        log.recovered(blocks, tookNanos);
    }

    @Override
    public void checkpointed(long tookNanos) {
        meters.checkpointed(tookNanos);
    }

    @Override
    public void stands(Standing now) {
        log.stands(now);
    }
}
