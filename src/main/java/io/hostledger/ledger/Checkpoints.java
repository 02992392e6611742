package io.hostledger.ledger;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Disk;
import io.hostledger.journal.Journal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the files of a journal segment durable once the journal has gone on to the next one, and
 * removes the segment then. Nothing waits for it, unless too many segments do. Owned by the appender.
 */
final class Checkpoints {
    /** What the batches of one segment wrote to. */
    private static final class Written {
        final Set<String> paths = new LinkedHashSet<>();
        final Set<String> newPaths = new LinkedHashSet<>();
    }

    /** So many segments may be left behind whose files are not durable: the journal, and what a start has to do, stay small. */
    private static final int MAX_WAITING = 4;

    private final Disk disk;
    private final AtomicInteger waiting = new AtomicInteger();
    private final TreeMap<Long, Written> segments = new TreeMap<>();
    private CompletionStage<Void> last = CompletableFuture.completedStage(null);
    private long first;

    /** @param first the number of the first segment of the journal */
    Checkpoints(Disk disk, long first) {
        this.disk = disk;
        this.first = first;
    }

    /** A batch of this segment is in the files. */
    void written(SealedBatch batch) {
        Written written = segments.computeIfAbsent(batch.segment(), number -> new Written());
        for (ElementHead head : batch.heads()) {
            if (head.dirtySegment != batch.segment()) {
                head.dirtySegment = batch.segment();
                written.paths.add(head.path);
            }
            if (head.entry == null) {
                written.newPaths.add(head.path);
            }
        }
    }

    /** Whether there are segments that the journal has left behind. */
    boolean isDue() {
        return !segments.isEmpty() && segments.lastKey() > first;
    }

    /** Whether as many segments as may are waiting: no more is to be written before a checkpoint has ended. */
    boolean isBehind() {
        return waiting.get() >= MAX_WAITING;
    }

    /** Checkpoints the segments below the one last written to, one after another; fails with the first failure. */
    CompletionStage<Void> run() {
        long current = segments.lastKey();
        for (long number = first; number < current; number++) {
            checkpoint(number);
        }
        first = current;
        return last;
    }

    /** Checkpoints all that was written; the segments stay. */
    CompletionStage<Void> runAll() {
        segments.values().forEach(written -> last = last.thenCompose(done -> sync(written)));
        segments.clear();
        return last;
    }

    /** The last checkpoint that was begun. */
    CompletionStage<Void> last() {
        return last;
    }

    private void checkpoint(long number) {
        Written written = segments.remove(number);
        waiting.incrementAndGet();
        // A crash before the segment is gone: recovery writes to the files once more what is there.
        last = last.thenCompose(done -> written == null ? done() : sync(written))
                .thenCompose(done -> Journal.remove(disk, List.of(Journal.path(number))))
                .whenComplete((done, failure) -> waiting.decrementAndGet());
    }

    private CompletionStage<Void> sync(Written written) {
        List<String> paths = new ArrayList<>(written.paths);
        paths.add(Layout.LEDGER);
        written.newPaths.add(Layout.LEDGER);
        return sync(disk, paths, Recovery.folders(written.newPaths));
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }

    /** Syncs files, then the folders that name them. */
    static CompletionStage<Void> sync(Disk disk, Collection<String> paths, Collection<String> folders) {
        return disk.sync(paths).thenCompose(done -> disk.syncFolders(folders));
    }
}
