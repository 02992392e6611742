package io.hostledger.app;

import java.util.List;

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

    /** @throws IllegalArgumentException naming the first setting that is out of its range */
    static void check(Settings settings) {
        of(settings).forEach(Range::check);
    }

    /** Every number of the settings, with what it may be. */
    static List<Range> of(Settings settings) {
        Settings.Stream stream = settings.stream();
        return List.of(
                new Range("lanes", settings.lanes().orElse(1), 1, 1_024),
                new Range("open-files", settings.openFiles(), 1, 1_000_000),
                new Range("min-free-space", settings.minFreeSpace().asLongValue(), 0, ANY),
                new Range(
                        "journal.segment-size", settings.journal().segmentSize().asLongValue(), 64 * K, G),
                new Range("queue.changes", settings.queue().changes(), 1, 1_000_000),
                new Range("queue.bytes", settings.queue().bytes().asLongValue(), 8 * M, G),
                new Range("batch.blocks", settings.batch().blocks(), 1, 65_536),
                new Range("batch.bytes", settings.batch().bytes().asLongValue(), 64 * K, 256 * M),
                new Range("cache.heads", settings.cache().heads(), 1, 10_000_000),
                new Range("cache.bytes", settings.cache().bytes().asLongValue(), M, ANY),
                new Range("stream.memory", stream.memory().asLongValue(), 64 * K, G),
                new Range("stream.pending", stream.pending().asLongValue(), 64 * K, G),
                new Range("stream.keep-alive", stream.keepAlive().toMillis(), 100, 3_600_000),
                new Range("stream.subscribers", stream.subscribers(), 1, 1_000_000),
                new Range("stream.per-address", stream.perAddress(), 1, 1_000_000),
                new Range("index.memory", settings.index().memory().asLongValue(), M, ANY),
                new Range("scrub.every", settings.scrub().every().toMillis(), 0, ANY),
                new Range("scrub.pace", settings.scrub().pace().asLongValue(), 1, ANY));
    }
}
