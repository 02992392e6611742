package io.hostledger.codec;

import io.hostledger.chain.JsonText;

/** The height that a line of the central ledger bears, without reading the rest of it: to find lines by bisection. */
public final class LineHeight {
    private static final Literal HEIGHT = Literal.of(",\"height\":");
    private static final Literal PREV_HASH = Literal.of(",\"prev_hash\":\"");
    /** What follows the height of a block with a version. */
    private static final int TAIL = 128;

    private LineHeight() {}

    /** The height in a line without its newline, a legacy one too; -1 if it does not stand in its place. */
    public static long of(byte[] line) {
        int to = line.length - TAIL;
        if (to > 0 && PREV_HASH.stands(line, to, line.length)) {
            int from = to;
            while (from > 0 && digit(line[from - 1])) {
                from--;
            }
            return HEIGHT.stands(line, from - HEIGHT.length(), line.length) ? JsonText.height(line, from, to) : -1;
        }
        return legacy(line);
    }

    private static long legacy(byte[] line) {
        int comma = 0;
        while (comma < line.length && line[comma] != ',') {
            comma++;
        }
        if (!HEIGHT.stands(line, comma, line.length)) {
            return -1;
        }
        int from = comma + HEIGHT.length();
        int to = from;
        while (to < line.length && digit(line[to])) {
            to++;
        }
        return JsonText.height(line, from, to);
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}
