package io.hostledger.ledger;

import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.Disk;
import io.hostledger.disk.Files;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * All that the engine has from outside, so that it runs in a service as in one thread on a fake disk.
 *
 * @param clock microseconds since 1970
 * @param appender runs what the one appender does, one task at a time and each seeing what those before it did, on
 *     whatever thread: this is called its context
 * @param gathering calls the appender when a change is put: at once, or behind what else the thread that puts it has
 *     at hand, so that it comes along
 * @param lanes one executor a lane, each running one task at a time in the same way
 * @param blocking runs reads of files
 * @param timer calls back later
 * @param check looks over the whole directory, for when there is no journal to start from
 * @param observer is told what the engine does
 */
public record Setup(
        Disk disk,
        ElementTypes types,
        LongSupplier clock,
        Executor appender,
        Executor gathering,
        List<Executor> lanes,
        Executor blocking,
        Timer timer,
        WholeCheck check,
        Bounds bounds,
        Observer observer) {

    /** Calls back after some milliseconds, on any thread. */
    @FunctionalInterface
    public interface Timer {
        void after(long millis, Runnable task);
    }

    /** Looks over a whole directory; a sentence that names the first thing wrong, or nothing. */
    @FunctionalInterface
    public interface WholeCheck {
        Optional<String> findingOf(Files files) throws IOException;
    }

    /**
     * The bounds of the engine's queues and caches.
     *
     * @param inFlight changes that are taken and not yet answered
     * @param inFlightBytes of their states and payloads
     * @param batchBlocks central blocks that become durable together
     * @param batchBytes of one batch, unless a single change or set is larger
     * @param cachedHeads elements whose head a lane keeps, over all lanes
     * @param cachedBytes of the states of those heads
     * @param segmentBytes of a journal segment
     * @param indexBlocks blocks after which the file of the index is written anew, so that a start has less to read
     * @param minFreeSpace bytes on the disk below which no change is taken
     */
    public record Bounds(
            int inFlight,
            long inFlightBytes,
            int batchBlocks,
            int batchBytes,
            int cachedHeads,
            long cachedBytes,
            long segmentBytes,
            long indexBlocks,
            long minFreeSpace) {

        public static final Bounds DEFAULT =
                new Bounds(8_192, 32 << 20, 4_096, 4 << 20, 20_000, 16 << 20, 64 << 20, 100_000, 0);

        /** Bytes of the differences of what is on its way to the files; those of one change or set may be more. */
        public long differenceBytes() {
            return inFlightBytes / 2;
        }
    }
}
