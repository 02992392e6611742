package io.hostledger.journal;

/** The journal is damaged in a way that no crash explains; the message is for the operator. */
public final class DamagedJournal extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedJournal(String file, long at, String what) {
        super(file + ", byte " + at + ": " + what);
    }
}
