package io.hostledger.ledger;

/** Follows one change through the ledger, for those few changes that somebody traces. */
public interface Passage {
    /** The change is made into a block, or has its answer, and is handed on next. On its lane. */
    void madeOnLane();

    /** The change was committed, with this batch, and is answered next. On the appender. */
    void committed(Commit commit);
}
