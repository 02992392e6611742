package io.hostledger.chain;

/** A text that is no element id; the message says why, in a sentence for the caller. */
public final class InvalidElementId extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidElementId(String message) {
        super(message, null, false, false);
    }
}
