package io.hostledger.ledger;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Disk;
import io.hostledger.disk.Disk.Append;
import io.hostledger.disk.Files;
import io.hostledger.disk.Lines;
import io.hostledger.index.Extent;
import io.hostledger.index.IndexFile;
import io.hostledger.journal.Base;
import io.hostledger.journal.Batch;
import io.hostledger.journal.DamagedJournal;
import io.hostledger.journal.Journal;
import io.hostledger.journal.JournalReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Brings a directory to where its journal says it was: at every start, and again behind every failure
 * while the service runs. What the journal holds is written to the files once more, byte for byte, so
 * that doing it twice changes nothing; then a new journal begins.
 */
final class Recovery {
    /** The directory is as the journal says, the files are synced, and a new journal has begun. */
    record Recovered(Base base, Journal journal, long firstNewSegment) {}

    /** Takes each recovered batch when its lines are in the files. */
    interface Follower {
        void recovered(Batch batch);
    }

    /** What was found, before anything is changed. */
    record Found(Base start, JournalReader journal, JournalSpans spans) implements IndexFile.Ahead {
        /** Only at the end of a batch: what is published after it begins with the next one. */
        @Override
        public boolean reaches(Extent extent) throws IOException {
            if (isAt(spans.end(), extent)) {
                return true;
            }
            JournalReader.Cursor cursor = journal.cursor();
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                if (isAt(batch.base(), extent)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isAt(Base base, Extent extent) {
            return base.length() == extent.length() && Objects.equals(base.head(), extent.head());
        }

        @Override
        public long height() {
            return spans.end().height();
        }
    }

    /** How many bytes of the journal are held in memory at once, but for a single larger batch. */
    private static final int STEP_BYTES = 4 << 20;

    private final Setup setup;
    private final Disk disk;
    private final Files files;

    Recovery(Setup setup) {
        this.setup = setup;
        this.disk = setup.disk();
        this.files = setup.disk().files();
    }

    /**
     * Looks at the journal and at each file that it names, and changes nothing. Blocks.
     *
     * @param failed the journal that failed in this process; null at a start
     * @throws DamagedLedger where no crash explains what is found
     */
    Found find(@Nullable Journal failed) throws IOException, DamagedLedger {
        try {
            return find(failed == null ? Long.MAX_VALUE : failed.failedBatch());
        } catch (DamagedJournal e) {
            throw new DamagedLedger(Failures.sentence(e));
        }
    }

    private Found find(long before) throws IOException, DamagedLedger, DamagedJournal {
        JournalReader journal = JournalReader.open(files, before);
        Base base = journal.base();
        Base start = base == null ? unjournaled() : base;
        JournalSpans spans = new JournalSpans(start);
        JournalReader.Cursor cursor = journal.cursor();
        for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
            spans.add(batch);
        }
        spans.check(files);
        return new Found(start, journal, spans);
    }

    /** @throws DamagedLedger if anything at all is wrong */
    void requireWhole() throws IOException, DamagedLedger {
        Optional<String> finding = setup.check().findingOf(files);
        if (finding.isPresent()) {
            String sentence = finding.get().endsWith(".") ? finding.get() : finding.get() + ".";
            throw new DamagedLedger(sentence + " Keep a copy: hostledger verify tells all that is wrong with it");
        }
    }

    /** Where a ledger stands that has no journal: a new one, a copy. It is looked over whole. */
    private Base unjournaled() throws IOException, DamagedLedger {
        requireWhole();
        if (!files.exists(Layout.LEDGER) || files.size(Layout.LEDGER) == 0) {
            return Base.EMPTY;
        }
        try (Files.OpenFile ledger = files.open(Layout.LEDGER)) {
            Lines.Line line = Lines.last(ledger, ledger.size());
            return line == null ? Base.EMPTY : TrustedLine.end(line);
        }
    }

    /**
     * Brings the files to where the journal says, and begins a new journal. A crash during this: the
     * old journal is still there, and recovery begins anew.
     *
     * @param failed the journal that failed in this process; null at a start
     * @param follower is told on the appender's context
     */
    CompletionStage<Recovered> apply(Found found, @Nullable Journal failed, Follower follower) {
        return write(found, failed, follower).thenCompose(done -> begin(found, failed));
    }

    /** The first half of {@link #apply}: the files are as the journal says, for good, and the follower was told all. */
    CompletionStage<Void> write(Found found, @Nullable Journal failed, Follower follower) {
        JournalReader.Cursor cursor = found.journal.cursor();
        // Of a journal of this process every batch that counts was synced when it was written.
        return (failed == null ? keepLast(found) : done())
                .thenCompose(done -> applyRest(cursor, follower))
                .thenCompose(done -> syncAll(found.spans));
    }

    /**
     * A process that ended may have left its last record written and not synced, or with a sync that
     * failed: it is written again and synced, since files must not get ahead of it. All before it were
     * synced when it was begun.
     */
    private CompletionStage<Void> keepLast(Found found) {
        return CompletableFuture.supplyAsync(() -> last(found.journal), setup.blocking())
                .thenCompose(last -> last.isEmpty()
                        ? done()
                        : disk.overwrite(last)
                                .thenCompose(done -> Checkpoints.sync(
                                        disk, List.of(last.getFirst().path()), List.of(Layout.JOURNAL))));
    }

    private static List<Append> last(JournalReader journal) {
        try {
            Append last = journal.last();
            return last == null ? List.of() : List.of(last);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }

    private CompletionStage<Void> applyRest(JournalReader.Cursor cursor, Follower follower) {
        return CompletableFuture.supplyAsync(() -> next(cursor), setup.blocking())
                .thenCompose(batches -> {
                    if (batches.isEmpty()) {
                        return CompletableFuture.completedStage(null);
                    }
                    List<Append> runs = new ArrayList<>();
                    batches.forEach(batch -> runs.addAll(batch.runs()));
                    return disk.overwrite(runs)
                            .thenRunAsync(() -> batches.forEach(follower::recovered), setup.appender())
                            .thenCompose(done -> applyRest(cursor, follower));
                });
    }

    /** Whether every line of a batch stands in its place, byte for byte. Blocks. */
    static boolean isIn(Files files, Batch batch) throws IOException {
        for (Append run : batch.runs()) {
            byte[] there = new byte[run.to() - run.from()];
            boolean same = files.exists(run.path())
                    && files.read(run.path(), run.offset(), there, 0, there.length) == there.length
                    && Arrays.equals(there, 0, there.length, run.bytes(), run.from(), run.to());
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static List<Batch> next(JournalReader.Cursor cursor) {
        try {
            List<Batch> batches = new ArrayList<>();
            int bytes = 0;
            Batch batch = cursor.next();
            while (batch != null) {
                batches.add(batch);
                bytes += batch.array().length;
                batch = bytes < STEP_BYTES ? cursor.next() : null;
            }
            return batches;
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private CompletionStage<Void> syncAll(JournalSpans spans) {
        List<String> paths = new ArrayList<>(spans.paths());
        if (spans.end().length() == 0) {
            return CompletableFuture.completedStage(null);
        }
        return Checkpoints.sync(disk, paths, folders(paths));
    }

    /** The folders of files, and those above them. */
    static List<String> folders(Iterable<String> paths) {
        TreeSet<String> folders = new TreeSet<>();
        for (String path : paths) {
            String folder = path;
            do {
                folder = Layout.parent(folder);
            } while (folders.add(folder) && !folder.isEmpty());
        }
        return new ArrayList<>(folders);
    }

    /** The second half of {@link #apply}. */
    CompletionStage<Recovered> begin(Found found, @Nullable Journal failed) {
        Base base = found.spans.end();
        long segment = Math.max(found.journal.nextSegment(), failed == null ? 0 : failed.nextSegment() + 1);
        Journal journal = new Journal(disk, setup.bounds().segmentBytes(), segment, found.journal.nextBatch());
        // A crash between these two: the new segment's base is where the old ones end.
        return journal.begin(base)
                .thenCompose(done -> Journal.remove(disk, found.journal.paths()))
                .thenApply(done -> new Recovered(base, journal, segment))
                .exceptionallyCompose(failure -> journal.close()
                        .handle((done, again) -> null)
                        .thenCompose(done -> CompletableFuture.failedStage(failure)));
    }
}
