package io.hostledger.codec;

import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;

/**
 * Reads JSON as {@link StrictJson} does, but lets a whole number that no double holds stand for the
 * nearest double: for lines that are on the disk already, and are to be judged, not refused.
 */
public final class LooseJson {
    /** A whole number with fewer digits is always exact. */
    private static final int LONG_NUMBER = 16;

    private final StrictJson strict = new StrictJson();

    /** As {@link StrictJson#read}. Faults speak of the text as if such numbers ended in {@code .0}. */
    public Json read(byte[] text, int from, int to, int maxLevels) throws MalformedJson {
        try {
            return strict.read(text, from, to, maxLevels);
        } catch (MalformedJson e) {
            byte[] loose = fractioned(text, from, to);
            if (loose.length == to - from) {
                throw e;
            }
            return strict.read(loose, 0, loose.length, maxLevels);
        }
    }

    /** The text, a fraction of zero behind each long whole number. */
    private static byte[] fractioned(byte[] b, int from, int to) {
        JsonWriter out = new JsonWriter(to - from + 64);
        int i = from;
        while (i < to) {
            int end = b[i] == '"' ? endOfString(b, i, to) : endOfToken(b, i, to);
            out.raw(b, i, end);
            if (end - i >= LONG_NUMBER && whole(b, i, end)) {
                out.ascii(".0");
            }
            i = end;
        }
        return out.toBytes();
    }

    private static int endOfString(byte[] b, int at, int to) {
        int i = at + 1;
        while (i < to && b[i] != '"') {
            i += b[i] == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, to);
    }

    private static int endOfToken(byte[] b, int at, int to) {
        int i = at;
        while (i < to && ofNumber(b[i])) {
            i++;
        }
        return Math.max(i, at + 1);
    }

    private static boolean ofNumber(byte b) {
        return b >= '0' && b <= '9' || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    private static boolean whole(byte[] b, int from, int to) {
        for (int i = b[from] == '-' ? from + 1 : from; i < to; i++) {
            if (b[i] < '0' || b[i] > '9') {
                return false;
            }
        }
        return true;
    }
}
