package io.hostledger.ledger;

/** Follows one change through the ledger, for those few changes that somebody traces. */
public interface Passage {
    /** The change is made into a block, or refused. On its lane; {@link #committed} may come first. */
    void madeOnLane();

    /** The change was committed, with this batch, and is answered next. On the appender. */
    void committed(Commit commit);
}
