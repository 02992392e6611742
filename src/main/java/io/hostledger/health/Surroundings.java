package io.hostledger.health;

import java.util.List;
import java.util.concurrent.Executor;

/** What the probes look at, beside the ledger. */
public interface Surroundings {
    /** Every event loop there is. */
    List<Executor> eventLoops();

    /** Whether the data directory can be written to. Blocks. */
    boolean directoryIsWritable();
}
