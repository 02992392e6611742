package io.hostledger.codec;

/** Where a member's value stands in a line; strings with their quotes. Moved on with every line that is read. */
public final class Span {
    private int from;
    private int to;

    void set(int newFrom, int newTo) {
        from = newFrom;
        to = newTo;
    }

    void clear() {
        from = 0;
        to = 0;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Whether the line has the member. */
    public boolean present() {
        return to > from;
    }
}
