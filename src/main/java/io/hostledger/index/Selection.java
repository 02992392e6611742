package io.hostledger.index;

import java.util.EnumMap;
import java.util.Map;

/**
 * What blocks are looked for: those which, in every dimension that is named, have one of its keys, and
 * whose time may be in {@code [since, until)}, microseconds since 1970.
 */
public record Selection(Map<Dimension, int[]> keys, long since, long until) {
    public Selection {
        Map<Dimension, int[]> copy = new EnumMap<>(Dimension.class);
        copy.putAll(keys);
        keys = copy;
    }

    public static Selection of(Dimension dimension, int key) {
        return new Selection(Map.of(dimension, new int[] {key}), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    public boolean isAll() {
        return keys.isEmpty() && since == Long.MIN_VALUE && until == Long.MAX_VALUE;
    }
}
