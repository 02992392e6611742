package io.hostledger.query;

import org.jspecify.annotations.Nullable;

/**
 * Which central blocks are looked for: those that are within all that is given. A legacy block's
 * {@code user} is its actor.
 *
 * @param from lowest height
 * @param to highest height
 * @param since earliest time, microseconds since 1970; {@link Long#MIN_VALUE}: any
 * @param until the time before which a block was made; {@link Long#MAX_VALUE}: any
 */
public record BlockFilter(
        long from,
        long to,
        long since,
        long until,
        @Nullable String actor,
        @Nullable String elementId,
        @Nullable String elementPrefix,
        @Nullable String elementType,
        @Nullable String category,
        @Nullable String action,
        @Nullable String correlationId) {

    /** All blocks of a range of heights and times. */
    public static BlockFilter within(long from, long to, long since, long until) {
        return new BlockFilter(from, to, since, until, null, null, null, null, null, null, null);
    }
}
