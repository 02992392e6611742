package io.hostledger.ledger;

/** The directory is damaged in a way that no crash explains. The message, for the operator, names file and byte. */
public final class DamagedLedger extends Exception {
    private static final long serialVersionUID = 1L;

    public DamagedLedger(String message) {
        super(message, null, false, false);
    }

    DamagedLedger(String file, long at, String what) {
        this(file + ", byte " + at + ": " + what);
    }
}
