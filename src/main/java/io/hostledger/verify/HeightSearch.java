package io.hostledger.verify;

import io.hostledger.codec.LineHeight;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Lines;
import io.hostledger.disk.Lines.Line;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds central lines by their height. As heights go up by one and lines are about equally long, it
 * guesses where a line is and reads a few lines there; what it read last is looked at first. One
 * thread's own.
 */
final class HeightSearch {
    private static final int WINDOW = 8_192;
    /** So many guesses fail only where heights are not as they should be. */
    private static final int GUESSES = 12;

    private final OpenFile file;
    private final long end;
    private final HeightBisection bisection;
    private final byte[] window = new byte[WINDOW];

    /** The whole lines of the window: where the first starts in it and behind the last, and their heights. */
    private int from;

    private int to;
    private long first;
    private long last = -1;

    /** Where the window starts in the file. */
    private long base;

    private long firstOfAll = -1;
    private long lastOfAll;

    /** @param end behind the last whole line, more than 0 */
    HeightSearch(OpenFile file, long end) {
        this.file = file;
        this.end = end;
        this.bisection = new HeightBisection(file, end);
    }

    /** The line of a height; null if it is not found. */
    @Nullable
    Line find(long height) throws IOException {
        if (firstOfAll < 0) {
            firstOfAll = bisection.at(0).height();
            lastOfAll = lastHeight();
        }
        if (firstOfAll < 0 || lastOfAll < height || height < firstOfAll) {
            return bisection.find(height);
        }
        long low = 0;
        long lowHeight = firstOfAll;
        long high = end;
        long highHeight = lastOfAll + 1;
        for (int guess = 0; guess < GUESSES; guess++) {
            if (first <= height && height <= last) {
                Line line = inWindow(height);
                return line == null ? bisection.find(height) : line;
            }
            if (guess > 0 && height < first) {
                high = base + from;
                highHeight = first;
            } else if (guess > 0) {
                low = base + to;
                lowHeight = last + 1;
            }
            if (height < lowHeight || highHeight <= height) {
                break;
            }
            double part = (double) (height - lowHeight) / (highHeight - lowHeight);
            if (!read(low + (long) (part * (high - low)), low, high)) {
                break;
            }
        }
        return bisection.find(height);
    }

    /** The height that the last line bears; -1 if it has none. */
    long lastHeight() throws IOException {
        return bisection.at(Lines.wholeEnd(file, end - 1)).height();
    }

    /** Reads the lines around a place between two starts of lines; whether there are any, and their heights can be told. */
    private boolean read(long guess, long low, long high) throws IOException {
        last = -1;
        base = Math.max(low, Math.min(guess - WINDOW / 2, high - WINDOW));
        int length = file.read(base, window, 0, (int) Math.min(WINDOW, high - base));
        from = base == low ? 0 : Newline.find(window, 0, length) + 1;
        to = length;
        while (to > 0 && window[to - 1] != '\n') {
            to--;
        }
        if (from >= to) {
            return false;
        }
        first = LineHeight.of(window, from, Newline.find(window, from, to));
        int start = to - 1;
        while (start > from && window[start - 1] != '\n') {
            start--;
        }
        last = LineHeight.of(window, start, to - 1);
        return first >= 0 && last >= first;
    }

    /** The line of a height, if one of its neighbours in the window is in order with it. */
    private @Nullable Line inWindow(long height) {
        long before = -1;
        int startBefore = from;
        for (int start = from; start < to; ) {
            int newline = Newline.find(window, start, to);
            long its = LineHeight.of(window, start, newline);
            if (its == height && before == height - 1) {
                return line(start, newline);
            }
            if (its == height + 1 && before == height) {
                return line(startBefore, start - 1);
            }
            before = its;
            startBefore = start;
            start = newline + 1;
        }
        return null;
    }

    private Line line(int start, int newline) {
        return new Line(base + start, Arrays.copyOfRange(window, start, newline));
    }
}
