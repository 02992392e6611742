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

    /** The line of a height; null if it is not found. */
    @Nullable
    Line find(long height) throws IOException {
        long low = 0;
        long high = end;
        long behind = end;
        while (high - low > NEAR) {
            long middle = Lines.wholeEnd(file, low + (high - low) / 2);
            Line line = inOrder(middle, high);
            if (line != null && LineHeight.of(line.bytes()) < height) {
                low = line.end();
            } else {
                high = middle;
                behind = line == null ? behind : line.end();
            }
        }
        return among(low, behind, height);
    }

    /** The first line in {@code [from, to)} whose height the line behind it bears out; null if there is none. */
    private @Nullable Line inOrder(long from, long to) throws IOException {
        Line line = Lines.at(file, from, end);
        while (line.offset() < to && line.end() < end) {
            Line next = Lines.at(file, line.end(), end);
            long height = LineHeight.of(line.bytes());
            if (height >= 0 && LineHeight.of(next.bytes()) == height + 1) {
                return line;
            }
            line = next;
        }
        return null;
    }

    /** Of the lines of a height in {@code [from, to)}, one that has a neighbour in order, if there is any. */
    private @Nullable Line among(long from, long to, long height) throws IOException {
        Line found = null;
        long before = -1;
        for (long at = from; at < to; ) {
            Line line = Lines.at(file, at, end);
            long its = LineHeight.of(line.bytes());
            if (its == height && before == height - 1) {
                return line;
            }
            if (its == height + 1 && before == height) {
                return found;
            }
            found = its == height ? line : found;
            before = its;
            at = line.end();
        }
        return found;
    }
}
