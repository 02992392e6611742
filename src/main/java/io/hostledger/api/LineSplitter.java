package io.hostledger.api;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines, which may lie across the pieces that it comes in. Holds one
 * piece and the start of one line. A line that is too long, or that there is no room for, is reported
 * once, as soon as it is, and dropped up to its newline. One thread's own.
 */
final class LineSplitter {
    private static final byte[] NOTHING = new byte[0];

    private final int maxLine;
    private final ByteBudget budget;

    private byte[] piece = NOTHING;
    private int at;
    private int end;
    /** The start of a line whose end has not come. */
    private byte[] started = NOTHING;

    private int startedLength;
    /** Whether the line that was given last is the one in {@code started}. */
    private boolean given;

    private boolean dropping;

    private byte[] line = NOTHING;
    private int from;
    private int to;
    private boolean tooLong;
    private boolean withoutRoom;

    /**
     * @param maxLine bytes, without the newline
     * @param budget of the starts of lines, of many streams
     */
    LineSplitter(int maxLine, ByteBudget budget) {
        this.maxLine = maxLine;
        this.budget = budget;
    }

    /** Takes the next piece; the one before must have been used up by {@link #next}. It is not written to, nor kept for longer than the next one. */
    void feed(byte[] bytes) {
        if (at < end) {
            throw new IllegalStateException("the piece before is not used up");
        }
        piece = bytes;
        at = 0;
        end = bytes.length;
    }

    /** Moves to the next line; false if its end has not come yet. */
    boolean next() {
        if (given) {
            forget();
        }
        while (at < end) {
            int newline = newline();
            int length = newline - at;
            if (dropping) {
                at = Math.min(newline + 1, end);
                dropping = newline == end;
            } else if (startedLength + length > maxLine) {
                drop();
                return refused(true);
            } else if (newline < end && startedLength == 0) {
                at = newline + 1;
                return found(piece, newline - length, newline);
            } else if (!keep(newline)) {
                drop();
                return refused(false);
            } else if (newline < end) {
                at = newline + 1;
                return started();
            }
        }
        piece = NOTHING;
        return false;
    }

    /** Whether there is a part of the piece that no line was taken of. */
    boolean hasMore() {
        return at < end;
    }

    /** After the last piece: moves to the last line, if it has no newline and is not empty. */
    boolean last() {
        if (given) {
            forget();
        }
        return startedLength > 0 && started();
    }

    /** Whether the start of a line is held that is counted. */
    boolean holdsMuch() {
        return !given && startedLength > ByteBudget.FREE;
    }

    /** Gives up what is held; of a line that was started the rest is dropped. */
    void drop() {
        forget();
        dropping = true;
    }

    private int newline() {
        int i = at;
        while (i < end && piece[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Whether there is room for it. */
    private boolean keep(int until) {
        int length = startedLength + until - at;
        if (started.length < length) {
            int capacity = Math.max(length, Math.min(maxLine, started.length * 2));
            if (!budget.grow(started.length, capacity)) {
                return false;
            }
            started = Arrays.copyOf(started, capacity);
        }
        System.arraycopy(piece, at, started, startedLength, until - at);
        startedLength = length;
        at = until;
        return true;
    }

    /** The started line is at its end, or is given up. A large array is not kept for the next one. */
    private void forget() {
        given = false;
        startedLength = 0;
        if (started.length > ByteBudget.FREE) {
            budget.release(started.length);
            started = NOTHING;
        }
    }

    private boolean started() {
        given = true;
        return found(started, 0, startedLength);
    }

    private boolean found(byte[] bytes, int start, int stop) {
        line = bytes;
        from = start;
        to = stop;
        tooLong = false;
        withoutRoom = false;
        return true;
    }

    private boolean refused(boolean isTooLong) {
        found(NOTHING, 0, 0);
        tooLong = isTooLong;
        withoutRoom = !isTooLong;
        return true;
    }

    /** The line is {@code line()[from(), to())}, good until the next call. */
    byte[] line() {
        return line;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether the line was too long, and is not there. */
    boolean tooLong() {
        return tooLong;
    }

    /** Whether there was no room for the line, which is not there. */
    boolean withoutRoom() {
        return withoutRoom;
    }

    /** Whether it is empty, or all blanks. */
    boolean isBlank() {
        if (tooLong || withoutRoom) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
