package io.hostledger.api;

/**
 * A field at fault.
 *
 * @param pointer RFC 6901, into the body; a parameter's or a header's name with a slash first where one of these is at fault
 * @param detail a sentence
 */
public record Violation(String pointer, String detail) {
    /** A longer pointer, which only member names of the caller's own make, ends at the last segment within. */
    private static final int MAX_POINTER = 1_024;

    public Violation {
        if (pointer.length() > MAX_POINTER) {
            pointer = pointer.substring(0, Math.max(0, pointer.lastIndexOf('/', MAX_POINTER)));
        }
    }
}
