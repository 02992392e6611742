package io.hostledger.codec;

/** A text that is not Accepted JSON. Carries no stack trace: it speaks of the text, not of the program. */
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String detail;

    MalformedJson(String pointer, String detail) {
        super(detail, null, false, false);
        this.pointer = pointer;
        this.detail = detail;
    }

    /**
     * The value at fault, as an RFC 6901 pointer: "" for the whole text, else with a slash first.
     * It may be as long as the text's own member names are.
     */
    public String pointer() {
        return pointer;
    }

    /**
     * What is wrong and at which byte, counted from 0, in one sentence; printable ASCII, with at most
     * 40 characters of the text itself.
     */
    public String detail() {
        return detail;
    }
}
