package io.hostledger.codec;

import io.hostledger.chain.Json;
import io.hostledger.chain.JsonText;

/**
 * The height that a line of the central ledger bears, without reading the rest of it where it is as it
 * should be: to find lines by bisection.
 */
public final class LineHeight {
    private static final Literal HEIGHT = Literal.of(",\"height\":");
    private static final Literal PREV_HASH = Literal.of(",\"prev_hash\":\"");
    /** What follows the height of a block with a version. */
    private static final int TAIL = 128;

    private LineHeight() {}

    /** As {@link #of(byte[], int, int)}, of a line that is all there is. */
    public static long of(byte[] line) {
        return of(line, 0, line.length);
    }

    /**
     * The height in a line without its newline, a legacy one too, and one that somebody wrote anew in another
     * form; -1 if it has none.
     */
    public static long of(byte[] b, int lineFrom, int lineTo) {
        long height = inPlace(b, lineFrom, lineTo);
        return height >= 0 ? height : anywhere(b, lineFrom, lineTo);
    }

    private static long anywhere(byte[] b, int lineFrom, int lineTo) {
        try {
            Json line = new LooseJson().read(b, lineFrom, lineTo, ElementLine.MAX_LEVELS);
            Json height = line.isObject() ? line.member("height") : null;
            return height == null ? -1 : height.height();
        } catch (MalformedJson e) {
            return -1;
        }
    }

    private static long inPlace(byte[] b, int lineFrom, int lineTo) {
        int to = lineTo - TAIL;
        if (to <= lineFrom || !PREV_HASH.stands(b, to, lineTo)) {
            return legacy(b, lineFrom, lineTo);
        }
        int from = to;
        while (from > lineFrom && digit(b[from - 1])) {
            from--;
        }
        int name = from - HEIGHT.length();
        return name > lineFrom && HEIGHT.stands(b, name, lineTo) ? JsonText.height(b, from, to) : -1;
    }

    private static long legacy(byte[] b, int lineFrom, int lineTo) {
        int comma = lineFrom;
        while (comma < lineTo && b[comma] != ',') {
            comma++;
        }
        if (!HEIGHT.stands(b, comma, lineTo)) {
            return -1;
        }
        int from = comma + HEIGHT.length();
        int to = from;
        while (to < lineTo && digit(b[to])) {
            to++;
        }
        return JsonText.height(b, from, to);
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}
