package io.hostledger.codec;

/** A line that is no block: the message says which member is missing, unknown or mistyped. */
public final class UnreadableLine extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableLine(String message) {
        super(message, null, false, false);
    }
}
