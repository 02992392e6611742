package io.hostledger.codec;

import static io.hostledger.codec.CanonicalCursor.bytes;

import io.hostledger.chain.JsonText;
import java.util.Arrays;

/** The height that a line of the central ledger bears, without reading the rest of it: to find lines by bisection. */
public final class LineHeight {
    private static final byte[] HEIGHT = bytes(",\"height\":");
    private static final byte[] PREV_HASH = bytes(",\"prev_hash\":\"");
    /** What follows the height of a block with a version. */
    private static final int TAIL = 128;

    private LineHeight() {}

    /** The height in a line without its newline, a legacy one too; -1 if it does not stand in its place. */
    public static long of(byte[] line) {
        int to = line.length - TAIL;
        if (to > 0 && stands(line, to, PREV_HASH)) {
            int from = to;
            while (from > 0 && digit(line[from - 1])) {
                from--;
            }
            return stands(line, from - HEIGHT.length, HEIGHT) ? JsonText.height(line, from, to) : -1;
        }
        return legacy(line);
    }

    private static long legacy(byte[] line) {
        int comma = 0;
        while (comma < line.length && line[comma] != ',') {
            comma++;
        }
        if (!stands(line, comma, HEIGHT)) {
            return -1;
        }
        int from = comma + HEIGHT.length;
        int to = from;
        while (to < line.length && digit(line[to])) {
            to++;
        }
        return JsonText.height(line, from, to);
    }

    private static boolean stands(byte[] line, int at, byte[] literal) {
        int to = at + literal.length;
        return at >= 0 && to <= line.length && Arrays.equals(line, at, to, literal, 0, literal.length);
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}
