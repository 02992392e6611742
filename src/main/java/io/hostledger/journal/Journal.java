package io.hostledger.journal;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Disk;
import io.hostledger.disk.Disk.SyncedFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches to segments, one at a time. While one segment is filled the next is made, so that
 * going over to it costs nothing. Owned by the appender: every method is called in its turn, and
 * {@link #append} not again before it has completed. After a failure a journal takes no more: it is
 * closed, and another one begun behind it.
 */
public final class Journal {
    /** A batch was not written at all, since no segment could be made for it. */
    public static final class NotBegun extends IOException {
        private static final long serialVersionUID = 1L;

        NotBegun(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** A segment that can be written to. */
    private record Open(long number, long length, SyncedFile file) {}

    private final Disk disk;
    private final long segmentLength;
    private long nextSegment;
    private long nextBatch;
    private @Nullable Open active;
    private long position;
    private @Nullable CompletableFuture<Open> spare;
    private long failedBatch = Long.MAX_VALUE;

    /**
     * @param segmentLength bytes of a segment, at least; one batch larger than that gets a larger one
     * @param nextSegment number of the first segment to be made
     * @param nextBatch number of the first batch to be written
     */
    public Journal(Disk disk, long segmentLength, long nextSegment, long nextBatch) {
        this.disk = disk;
        this.segmentLength = segmentLength / Record.SECTOR * Record.SECTOR;
        this.nextSegment = nextSegment;
        this.nextBatch = nextBatch;
    }

    /** Begins the first segment, whose first batch says where the ledger stands; durable on completion. */
    public CompletionStage<Void> begin(Base base) {
        Batch mark = new Batch(base, 0);
        return disk.createFolder(Layout.JOURNAL)
                .thenCompose(done -> make(Math.min(segmentLength, FIRST_LENGTH)))
                .thenCompose(open -> {
                    use(open);
                    return write(open, mark);
                })
                .thenCompose(done -> disk.syncFolders(List.of(Layout.JOURNAL, "")));
    }

    /** The first segment is small, so that starting does not wait for a large file of zeros. */
    private static final long FIRST_LENGTH = 1 << 20;

    /** Whether the next batch of this size will go into the segment that is being filled. */
    private boolean fits(Batch batch) {
        return active != null && position + batch.recordLength() <= active.length;
    }

    /**
     * Writes and syncs a batch.
     *
     * @return the number of the segment that holds it
     */
    public CompletionStage<Long> append(Batch batch) {
        Open open = active;
        if (open != null && fits(batch)) {
            prepareSpare();
            return write(open, batch).thenApply(done -> open.number);
        }
        return nextOpen(batch).exceptionallyCompose(Journal::notBegun).thenCompose(next -> {
            use(next);
            return write(next, batch).thenApply(done -> next.number);
        });
    }

    /** The spare segment if the batch fits into it, else one made for it. */
    private CompletionStage<Open> nextOpen(Batch batch) {
        CompletableFuture<Open> ready = spare;
        spare = null;
        if (ready == null || ready.isCompletedExceptionally()) {
            // The disk may let us now, where it did not let the spare be made.
            return makeDurable(Math.max(segmentLength, batch.recordLength()));
        }
        return ready.thenCompose(open -> {
            if (batch.recordLength() <= open.length) {
                return CompletableFuture.completedStage(open);
            }
            return open.file.close().thenCompose(done -> makeDurable(batch.recordLength()));
        });
    }

    private static CompletionStage<Open> notBegun(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return CompletableFuture.failedStage(new NotBegun(cause));
    }

    private void use(Open next) {
        if (active != null) {
            var unused = active.file.close();
        }
        active = next;
        position = 0;
    }

    private CompletionStage<Void> write(Open open, Batch batch) {
        batch.seal(nextBatch, open.number, open.length);
        int length = batch.recordLength();
        long at = position;
        // Counted before the write completes: nothing may ever be written over a record that failed.
        long number = nextBatch++;
        position += length;
        try {
            return open.file.write(at, batch.array(), 0, length).whenComplete((done, failure) -> {
                if (failure != null) {
                    failedBatch = number;
                }
            });
        } catch (RuntimeException | Error e) {
            failedBatch = number;
            throw e;
        }
    }

    private void prepareSpare() {
        if (spare == null && active != null && position > active.length / 2) {
            spare = makeDurable(segmentLength).toCompletableFuture();
        }
    }

    private CompletionStage<Open> makeDurable(long length) {
        return make(length)
                .thenCompose(open -> disk.syncFolders(List.of(Layout.JOURNAL))
                        .thenApply(done -> open)
                        .exceptionallyCompose(failure -> open.file
                                .close()
                                .handle((done, again) -> null)
                                .thenCompose(done -> CompletableFuture.failedStage(failure))));
    }

    private CompletionStage<Open> make(long length) {
        long number = nextSegment++;
        return disk.createZeroed(Segment.path(number), length).thenApply(file -> new Open(number, length, file));
    }

    /**
     * Removes segments that are no longer needed, the oldest first and each for good before the next
     * one, so that what a crash leaves of them has no gap.
     */
    public static CompletionStage<Void> remove(Disk disk, List<String> segments) {
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (String segment : segments) {
            done = done.thenCompose(before -> disk.delete(segment))
                    .thenCompose(deleted -> disk.syncFolders(List.of(Layout.JOURNAL)));
        }
        return done;
    }

    public static String path(long segment) {
        return Segment.path(segment);
    }

    /** The number of the batch whose write failed: it may be on the disk or not; {@link Long#MAX_VALUE} if none did. */
    public long failedBatch() {
        return failedBatch;
    }

    public long nextSegment() {
        return nextSegment;
    }

    /**
     * Leaves a journal in which there is nothing to recover: a new segment that says where the
     * ledger stands, all of whose files are durable, and no other. Takes no more after that.
     *
     * @param blocking runs the reading of the folder
     */
    public CompletionStage<Void> finish(Base base, Executor blocking) {
        long first = nextSegment;
        return close().thenCompose(done -> {
                    active = null;
                    return begin(base);
                })
                .thenComposeAsync(done -> remove(disk, older(first)), blocking)
                .thenCompose(done -> close());
    }

    private List<String> older(long number) {
        try {
            return disk.files().list(Layout.JOURNAL).stream()
                    .map(entry -> Segment.number(entry.name()))
                    .filter(found -> found >= 0 && found < number)
                    .map(Segment::path)
                    .toList();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** Closes the files; nothing is synced by that. */
    public CompletionStage<Void> close() {
        CompletionStage<Void> closed = active == null ? CompletableFuture.completedStage(null) : active.file.close();
        CompletableFuture<Open> waiting = spare;
        if (waiting == null) {
            return closed;
        }
        return closed.thenCompose(done -> waiting.handle((open, failed) -> open)
                .thenCompose(open -> open == null ? CompletableFuture.<Void>completedStage(null) : open.file.close()));
    }
}
