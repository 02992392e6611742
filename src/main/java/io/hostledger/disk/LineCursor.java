package io.hostledger.disk;

import io.hostledger.disk.Files.OpenFile;
import java.io.IOException;

/**
 * A cursor over the lines of an open file. It stands on a line, or between two. A line counts only
 * when its newline is before the limit, so that what is being written behind it is not seen. One
 * thread's own; the current line's bytes are good until the cursor moves.
 */
public final class LineCursor {
    /** Bytes read at once when few lines are wanted. */
    public static final int FEW = 8 * 1_024;
    /** Bytes read at once when many lines are wanted. */
    public static final int MANY = 256 * 1_024;

    private final OpenFile file;
    private final long limit;
    private final int chunk;

    private byte[] window = new byte[0];
    private long windowAt;
    private int windowLength;

    /** Where the current line begins, and where the next one does. Alike: it stands between two. */
    private long start;

    private long next;

    /**
     * Stands before the line that begins at {@code at}.
     *
     * @param limit bytes from here on are left alone; {@link Long#MAX_VALUE}: the end of the file
     * @param chunk bytes to read at once, {@link #FEW} or {@link #MANY}; a longer line is read whole
     */
    public LineCursor(OpenFile file, long at, long limit, int chunk) throws IOException {
        this.file = file;
        this.limit = limit == Long.MAX_VALUE ? file.size() : limit;
        this.chunk = chunk;
        seek(at);
    }

    /** Moves between two lines: before the one that begins at {@code at}. */
    public LineCursor seek(long at) {
        start = at;
        next = at;
        return this;
    }

    /** Moves behind everything that is before the limit; {@link #previous()} then gives the last whole line. */
    public LineCursor seekEnd() throws IOException {
        return seek(limit == 0 ? 0 : afterLastNewline(limit));
    }

    /** Where the current line begins in the file. */
    public long offset() {
        return start;
    }

    /** Where the next line begins, behind the newline of this one. */
    public long end() {
        return next;
    }

    /** The buffer that the current line is in, at {@link #from()} to {@link #to()}. */
    public byte[] array() {
        return window;
    }

    public int from() {
        return (int) (start - windowAt);
    }

    /** Where the current line ends, without its newline. */
    public int to() {
        return (int) (next - 1 - windowAt);
    }

    /** Moves to the line behind; false, and it stays, where there is no whole line before the limit. */
    public boolean next() throws IOException {
        long newline = newlineFrom(next);
        if (newline < 0) {
            return false;
        }
        start = next;
        next = newline + 1;
        return true;
    }

    /** Moves to the line before; false, and it stays, at the start of the file. */
    public boolean previous() throws IOException {
        if (start == 0) {
            return false;
        }
        long begin = afterLastNewline(start - 1);
        next = start;
        start = begin;
        hold(start, next);
        return true;
    }

    /** What a line is sorted by. */
    @FunctionalInterface
    public interface Key {
        /** The key of the line in {@code bytes[from, to)}; keys never go down from line to line. */
        long of(byte[] bytes, int from, int to) throws IOException;
    }

    /**
     * Moves before the first line from {@code from} on whose key is at least {@code wanted}; behind
     * the last whole line if there is none.
     */
    public LineCursor seekKey(long from, long wanted, Key key) throws IOException {
        long low = from;
        long high = limit;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (middle <= windowAt || middle >= windowAt + windowLength) {
                load(Math.max(0, middle - chunk / 2), Math.min(limit, middle + chunk / 2 + 1));
            }
            seek(afterLastNewline(middle));
            if (!next() || start >= high) {
                high = Math.min(middle, start);
            } else if (key.of(window, from(), to()) < wanted) {
                low = next;
            } else {
                high = start;
            }
        }
        return seek(low);
    }

    /** Where the line begins that the byte before {@code position} belongs to, or that begins at it. */
    private long afterLastNewline(long position) throws IOException {
        long at = position;
        long size = chunk;
        while (at > 0) {
            if (at <= windowAt || at > windowAt + windowLength) {
                load(Math.max(0, at - size), position);
                size *= 2;
                at = Math.min(at, windowAt + windowLength);
            }
            for (int i = (int) (at - windowAt) - 1; i >= 0; i--) {
                if (window[i] == '\n') {
                    return windowAt + i + 1;
                }
            }
            at = windowAt;
        }
        return 0;
    }

    /** The first newline at or behind a position; -1 if there is none before the limit. */
    private long newlineFrom(long position) throws IOException {
        long at = position;
        long size = chunk;
        while (at < limit) {
            if (position < windowAt || at >= windowAt + windowLength) {
                load(position, Math.min(limit, at + size));
                size *= 2;
                if (at >= windowAt + windowLength) {
                    return -1;
                }
            }
            int end = (int) Math.min(windowLength, limit - windowAt);
            for (int i = (int) (at - windowAt); i < end; i++) {
                if (window[i] == '\n') {
                    return windowAt + i;
                }
            }
            at = windowAt + end;
        }
        return -1;
    }

    private void hold(long from, long to) throws IOException {
        if (from < windowAt || to > windowAt + windowLength) {
            load(from, to);
        }
    }

    private void load(long from, long to) throws IOException {
        // At least doubled for a line that has not ended yet.
        if (to - from > 2L * Lines.longest()) {
            throw Lines.tooLong(from);
        }
        int length = Math.toIntExact(to - from);
        if (window.length < length) {
            // The next chunk may begin with the part of a line that this one ends with.
            window = new byte[length + length / 8];
        }
        windowAt = from;
        windowLength = file.read(from, window, 0, length);
    }
}
