package io.hostledger.journal;

import io.hostledger.chain.Layout;
import java.util.Locale;

/** The names of segments: {@code journal/00000000000000000007.segment}. */
final class Segment {
    private static final String SUFFIX = ".segment";

    private Segment() {}

    static String path(long number) {
        return Layout.JOURNAL + "/" + String.format(Locale.ROOT, "%020d", number) + SUFFIX;
    }

    /** The number in a name; -1 if it is not the name of a segment. */
    static long number(String name) {
        if (!name.matches("[0-9]{20}\\.segment")) {
            return -1;
        }
        return Long.parseLong(name.substring(0, 20));
    }
}
