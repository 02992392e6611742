package io.hostledger.ledger;

/**
 * Is told what the engine does, by those contexts that do it: every call must be quick, and must not
 * throw. What it is told of a batch is told once a batch, not once a change.
 */
public interface Observer {
    /** Looks at nothing, and costs nothing. */
    Observer NONE = new Observer() {
        @Override
        public long nanoTime() {
            return 0;
        }
    };

    /** The clock of all times here, nanoseconds since some moment. Any thread. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** A batch with blocks is in the files of both tiers, and its callers are answered. On the appender. */
    default void committed(Commit commit) {}

    /** A change or an event that a caller asked for has its outcome; of a set each change has. Any thread. */
    default void answered(Outcome outcome) {}

    /** A change or an event ended in a fault of the program. Any thread. */
    default void failed() {}

    /** The files are where the journal says, at the start or behind a failure: so many blocks were in it. */
    default void recovered(long blocks, long tookNanos) {}

    /** The files of the journal's older segments are synced, and those segments are gone. On the appender. */
    default void checkpointed(long tookNanos) {}

    /** The ledger stands otherwise than before. */
    default void stands(Standing now) {}
}
