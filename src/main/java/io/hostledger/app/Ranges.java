package io.hostledger.app;

import io.quarkus.runtime.configuration.MemorySize;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** The numbers that a setting may be. */
final class Ranges {
    private static final long K = 1L << 10;
    private static final long M = 1L << 20;
    private static final long G = 1L << 30;
    private static final long ANY = Long.MAX_VALUE;

    /**
     * A setting and its range.
     *
     * @param value in bytes, in milliseconds, or a count
     * @param to counts in; {@link Long#MAX_VALUE}: there is no upper end
     */
    record Range(String key, long value, long from, long to) {
        private void check() {
            if (value < from || value > to) {
                throw new IllegalArgumentException("hostledger." + key + " is " + value + ", and must be "
                        + (to == ANY ? "at least " + from : "between " + from + " and " + to));
            }
        }
    }

    private Ranges() {}

    /** @throws IllegalArgumentException naming a setting that is out of its range */
    static void check(Settings settings) {
        of(settings).forEach(Range::check);
        double ratio = settings.traces().ratio();
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("hostledger.traces.ratio is " + ratio + ", and must be between 0 and 1");
        }
    }

    /**
     * Every whole number of the settings, with what it may be.
     *
     * @throws IllegalArgumentException naming a size or a time that is no long
     */
    static List<Range> of(Settings settings) {
        Settings.Stream stream = settings.stream();
        return List.of(
                new Range("lanes", settings.lanes().orElse(1), 1, 1_024),
                new Range("open-files", settings.openFiles(), 1, 1_000_000),
                size("min-free-space", settings.minFreeSpace(), 0, ANY),
                size("journal.segment-size", settings.journal().segmentSize(), 64 * K, G),
                new Range("queue.changes", settings.queue().changes(), 1, 1_000_000),
                size("queue.bytes", settings.queue().bytes(), 8 * M, G),
                new Range("batch.blocks", settings.batch().blocks(), 1, 65_536),
                size("batch.bytes", settings.batch().bytes(), 64 * K, 256 * M),
                new Range("cache.heads", settings.cache().heads(), 1, 10_000_000),
                size("cache.bytes", settings.cache().bytes(), M, ANY),
                size("stream.memory", stream.memory(), 64 * K, G),
                size("stream.pending", stream.pending(), 64 * K, G),
                time("stream.keep-alive", stream.keepAlive(), 100, 3_600_000),
                new Range("stream.subscribers", stream.subscribers(), 1, 1_000_000),
                new Range("stream.per-address", stream.perAddress(), 1, 1_000_000),
                size("index.memory", settings.index().memory(), M, ANY),
                time("scrub.every", settings.scrub().every(), 0, ANY),
                size("scrub.pace", settings.scrub().pace(), 1, ANY));
    }

    private static Range size(String key, MemorySize size, long from, long to) {
        return new Range(key, exact(key, size::asLongValue), from, to);
    }

    private static Range time(String key, Duration time, long fromMillis, long toMillis) {
        return new Range(key, exact(key, time::toMillis), fromMillis, toMillis);
    }

    private static long exact(String key, LongSupplier value) {
        try {
            return value.getAsLong();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("hostledger." + key + " is too large", e);
        }
    }
}
