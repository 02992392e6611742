package io.hostledger.verify;

import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Lines;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the lines of a file that start in a range of it. In a whole file, the bytes of a line stay
 * as they are until the line after the next one is read, so that neighbours can be held against each other.
 * One thread's own.
 */
final class LineWindow {
    /** An end for files of which all is looked at. */
    static final long ALL = 1L << 60;

    /** How much is read behind the range at first, to reach the end of its last line. */
    private static final int BEHIND = 4_096;

    /** Reads a line at once, if it is one of those that are to be expected, and so finds its end. */
    interface Reading {
        /** Where the newline stands of the line that starts at {@code from}, if it is before the limit; else -1. */
        int newline(byte[] bytes, int from, int limit);
    }

    private final Reading reading;
    private final int size;
    private byte[] bytes;
    private byte[] before;
    /** In which of them the line stands that was gone to before: it is not written over. */
    private byte[] last;

    private @Nullable OpenFile file;
    private long end;
    private long stop;

    /** Where {@code bytes[0]} stands in the file, and how many bytes there are. */
    private long base;

    private int filled;
    private boolean atEnd;
    private int next;

    private int from;
    private int to;
    private long offset;
    private boolean read;
    private boolean tooLong;
    private boolean torn;

    /** @param size of what is read at once, bytes */
    LineWindow(int size, Reading reading) {
        this.size = size;
        this.reading = reading;
        this.bytes = new byte[size];
        this.before = new byte[size];
        this.last = bytes;
    }

    /** Goes to the first line that starts in {@code [start, newStop)} of a file that is looked at up to {@code newEnd}. */
    void open(OpenFile newFile, long start, long newStop, long newEnd) throws IOException {
        if (bytes.length > size) {
            bytes = new byte[size];
        }
        if (before.length > size) {
            before = new byte[size];
        }
        file = newFile;
        stop = Math.min(newStop, newEnd);
        end = newEnd;
        base = start == 0 ? 0 : start - 1;
        filled = 0;
        next = 0;
        atEnd = false;
        torn = false;
        if (start > 0) {
            // The line in which the byte before the range stands belongs to the range before.
            findEnd(stop);
        }
    }

    /** Moves to the next line; false behind the last one. */
    boolean next() throws IOException {
        if (base + next >= stop) {
            return false;
        }
        last = bytes;
        offset = base + next;
        int end = reading.newline(bytes, next, filled);
        read = end >= 0 && end < filled;
        if (read) {
            tooLong = false;
            from = next;
            to = end;
            next = end + 1;
            return true;
        }
        int newline = findEnd(Long.MAX_VALUE);
        torn = newline < 0 && base + next > offset;
        to = newline;
        return newline >= 0;
    }

    /** Finds the end of the line that starts at {@code next}, and moves behind it; -1 if neither file nor limit let it. */
    private int findEnd(long limit) throws IOException {
        tooLong = false;
        int looked = next;
        while (true) {
            int newline = Newline.find(bytes, looked, filled);
            if (newline < filled) {
                from = tooLong ? newline : next;
                next = newline + 1;
                return newline;
            }
            if (atEnd || base + filled >= limit) {
                next = filled;
                return -1;
            }
            if (tooLong || filled - next > Lines.longest()) {
                tooLong = true;
                next = filled;
            }
            looked = filled - next;
            fill();
        }
    }

    /** Reads on, behind what is left of the line. */
    private void fill() throws IOException {
        int rest = filled - next;
        byte[] into = before;
        if (rest > into.length / 2) {
            into = new byte[Math.max(bytes.length, before.length) * 2];
        } else if (into == last) {
            into = new byte[Math.max(size, bytes.length)];
        }
        System.arraycopy(bytes, next, into, 0, rest);
        before = bytes;
        bytes = into;
        base += next;
        next = 0;
        filled = rest;
        long at = base + rest;
        // The longer a line is already, the more is read of it at once.
        long behind = tooLong ? size : BEHIND + rest;
        long wanted = Math.min(end - at, Math.max(stop - at, 0) + behind);
        int most = (int) Math.min(into.length - rest, wanted);
        int read = file == null ? 0 : file.read(at, into, rest, rest + most);
        filled += read;
        atEnd = read < most || at + read >= end;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the line was read as expected. */
    boolean read() {
        return read;
    }

    /** Where the line starts in {@link #bytes}. */
    int from() {
        return from;
    }

    /** Where its newline stands in {@link #bytes}. */
    int to() {
        return to;
    }

    /** Where the line starts in the file. */
    long offset() {
        return offset;
    }

    /** Where the next line starts in the file. */
    long end() {
        return base + next;
    }

    /** Whether the line is too long to be looked at: then it has no bytes here. */
    boolean tooLong() {
        return tooLong;
    }

    /** Whether the file ends within a line, once there is no further line; the line starts at {@link #offset}. */
    boolean torn() {
        return torn;
    }
}
