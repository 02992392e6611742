package io.hostledger.journal;

/** The journal is damaged in a way that no crash explains; the message is for the operator, and says what to do. */
public final class DamagedJournal extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String RESTORE = "keep a copy, and restore the directory with its journal from a backup";

    DamagedJournal(String file, long at, String what) {
        this(file, at, what, RESTORE);
    }

    DamagedJournal(String file, long at, String what, String toDo) {
        super(file + ", byte " + at + ": " + what + "; " + toDo);
    }
}
