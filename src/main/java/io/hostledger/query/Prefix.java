package io.hostledger.query;

import org.jspecify.annotations.Nullable;

/** Ids that begin alike stand side by side. */
final class Prefix {
    private Prefix() {}

    /** The first text behind all that begin so, in UTF-16 code units; null if there is none. */
    static @Nullable String end(String prefix) {
        for (int i = prefix.length() - 1; i >= 0; i--) {
            char c = prefix.charAt(i);
            if (c < Character.MAX_VALUE) {
                return prefix.substring(0, i) + (char) (c + 1);
            }
        }
        return null;
    }
}
