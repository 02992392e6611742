package io.hostledger.index;

import java.io.IOException;

/** A file of the data directory does not say what its place asks for; the message names the file and the byte. */
public final class UnreadableLedger extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param file relative to the data directory */
    public UnreadableLedger(String file, long offset, String what) {
        super(file + ", byte " + offset + ": " + what);
    }
}
