package io.hostledger.api;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines, which may lie across the pieces that it comes in. Holds one
 * piece and the start of one line. A line that is too long is reported once, as soon as it is, and
 * dropped up to its newline. One thread's own.
 */
final class LineSplitter {
    private static final byte[] NOTHING = new byte[0];

    private final int maxLine;

    private byte[] piece = NOTHING;
    private int at;
    private int end;
    /** The start of a line whose end has not come. */
    private byte[] started = NOTHING;

    private int startedLength;
    private boolean dropping;

    private byte[] line = NOTHING;
    private int from;
    private int to;
    private boolean tooLong;

    /** @param maxLine bytes, without the newline */
    LineSplitter(int maxLine) {
        this.maxLine = maxLine;
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
        while (at < end) {
            int newline = newline();
            if (dropping) {
                at = Math.min(newline + 1, end);
                dropping = newline == end;
            } else if (startedLength + newline - at > maxLine) {
                startedLength = 0;
                dropping = true;
                return found(NOTHING, 0, 0, true);
            } else if (newline == end) {
                keep(newline);
            } else {
                return whole(newline);
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
        if (startedLength == 0) {
            return false;
        }
        int length = startedLength;
        startedLength = 0;
        return found(started, 0, length, false);
    }

    private int newline() {
        int i = at;
        while (i < end && piece[i] != '\n') {
            i++;
        }
        return i;
    }

    private boolean whole(int newline) {
        int start = at;
        if (startedLength == 0) {
            at = newline + 1;
            return found(piece, start, newline, false);
        }
        keep(newline);
        at = newline + 1;
        int length = startedLength;
        startedLength = 0;
        return found(started, 0, length, false);
    }

    private void keep(int until) {
        int length = startedLength + until - at;
        if (started.length < length) {
            // The line before, if it is this array, has been read by now; a large one is not kept.
            started = Arrays.copyOf(started, Math.max(length, Math.min(maxLine, started.length * 2)));
        }
        System.arraycopy(piece, at, started, startedLength, until - at);
        startedLength = length;
        at = until;
    }

    private boolean found(byte[] bytes, int start, int stop, boolean isTooLong) {
        line = bytes;
        from = start;
        to = stop;
        tooLong = isTooLong;
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

    /** Whether it is empty, or all blanks. */
    boolean isBlank() {
        if (tooLong) {
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
