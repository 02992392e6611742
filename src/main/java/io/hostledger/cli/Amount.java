package io.hostledger.cli;

import java.util.Locale;

/** How many, for people. */
final class Amount {
    private Amount() {}

    static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String of(long count, String thing) {
        return of(count) + " " + thing + (count == 1 ? "" : "s");
    }
}
