package io.hostledger.ledger;

/**
 * The directory is damaged in a way that no crash explains. The message, for the operator, names file
 * and byte, and says what to do.
 */
public final class DamagedLedger extends Exception {
    private static final long serialVersionUID = 1L;

    public DamagedLedger(String message) {
        super(message, null, false, false);
    }

    DamagedLedger(String file, long at, String what) {
        this(file, at, what, "keep a copy, verify that, and put the file back from a backup");
    }

    /** The files and the journal do not belong together. */
    static DamagedLedger unlikeJournal(String file, long at, String what) {
        return new DamagedLedger(
                file, at, what, "keep a copy, and restore the files and the journal from the same moment");
    }

    private DamagedLedger(String file, long at, String what, String toDo) {
        this(file + ", byte " + at + ": " + what + "; " + toDo);
    }
}
