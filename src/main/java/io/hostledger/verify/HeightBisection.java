package io.hostledger.verify;

import io.hostledger.codec.LineHeight;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Lines;
import io.hostledger.disk.Lines.Line;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds central lines by their height in a file that may be damaged. A line shows the way only where the
 * line behind it has the next height, so that one whose height is gone or changed leads nobody astray.
 */
final class HeightBisection {
    /** So near, all lines are looked at. */
    private static final int NEAR = 4_096;

    private final OpenFile file;
    private final long end;

    /** @param end behind the last whole line, more than 0 */
    HeightBisection(OpenFile file, long end) {
        this.file = file;
        this.end = end;
    }

    /** A line by where it stands and its height; -1 if it has none, or is too long to be a block. */
    record Place(long offset, long end, long height) {}

    Place at(long offset) throws IOException {
        long lineEnd = Lines.end(file, offset, end);
        boolean readable = lineEnd - offset <= Lines.longest();
        long height = readable ? LineHeight.of(Lines.at(file, offset, end).bytes()) : -1;
        return new Place(offset, lineEnd, height);
    }

    /** The line of a height; null if it is not found. */
    @Nullable
    Line find(long height) throws IOException {
        long low = 0;
        long high = end;
        long behind = end;
        while (high - low > NEAR) {
            long middle = Lines.wholeEnd(file, low + (high - low) / 2);
            Place line = inOrder(middle, high);
            if (line != null && line.height < height) {
                low = line.end;
            } else {
                high = middle;
                behind = line == null ? behind : line.end;
            }
        }
        Place found = among(low, behind, height);
        return found == null ? null : Lines.at(file, found.offset, end);
    }

    /** The first line in {@code [from, to)} whose height the line behind it bears out; null if there is none. */
    private @Nullable Place inOrder(long from, long to) throws IOException {
        Place line = at(from);
        while (line.offset < to && line.end < end) {
            Place next = at(line.end);
            if (line.height >= 0 && next.height == line.height + 1) {
                return line;
            }
            line = next;
        }
        return null;
    }

    /** Of the lines of a height in {@code [from, to)}, one that has a neighbour in order, if there is any. */
    private @Nullable Place among(long from, long to, long height) throws IOException {
        Place found = null;
        long before = -1;
        for (long at = from; at < to; ) {
            Place line = at(at);
            if (line.height == height && before == height - 1) {
                return line;
            }
            if (line.height == height + 1 && before == height) {
                return found;
            }
            found = line.height == height ? line : found;
            before = line.height;
            at = line.end;
        }
        return found;
    }
}
