package io.hostledger.journal;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Disk.Append;
import io.hostledger.disk.Files;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a journal holds, as found after a stop or a crash. Reads a record at a time. */
public final class JournalReader {
    /** The records of a segment that count: those from its start up to an offset, and where the last one begins. */
    private record Extent(String path, long to, long last) {}

    private final Files files;
    private final List<Extent> extents = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private @Nullable Base base;
    private long lastSegment;
    private long nextBatch;

    private JournalReader(Files files) {
        this.files = files;
    }

    /**
     * Finds the records that count, and reads each of them once.
     *
     * @param before batches from this number on do not count: their write has failed in this process
     * @throws DamagedJournal if a record is bad and no crash explains it
     */
    public static JournalReader open(Files files, long before) throws IOException, DamagedJournal {
        JournalReader reader = new JournalReader(files);
        List<SegmentScan> scans = new ArrayList<>();
        for (Files.Entry entry : files.list(Layout.JOURNAL)) {
            long number = Segment.number(entry.name());
            if (number >= 0 && entry.type() != Files.Type.REGULAR) {
                throw new DamagedJournal(Segment.path(number), 0, "this is not a regular file");
            }
            if (number >= 0) {
                reader.paths.add(Segment.path(number));
                reader.lastSegment = Math.max(reader.lastSegment, number);
                scans.add(SegmentScan.of(files, number));
            }
        }
        reader.join(scans, before);
        return reader;
    }

    private void join(List<SegmentScan> all, long limit) throws DamagedJournal {
        List<SegmentScan> scans = sinceItBegan(all);
        SegmentScan before = null;
        for (int i = 0; i < scans.size(); i++) {
            SegmentScan scan = scans.get(i);
            SegmentScan later = nextStarted(scans, i);
            if (scan.isEmpty()) {
                // The journal goes on behind a segment only when all that was written to it is synced.
                if (scan.isWritten() && later != null || scan.isDamaged() && nextBatch < limit) {
                    throw scan.damaged();
                }
                continue;
            }
            if (scan.isDamaged() && later == null && scan.nextBatch() < limit) {
                throw scan.damaged();
            }
            requireNoGap(before, scan);
            if (base == null) {
                base = scan.base();
            }
            long end = later == null ? limit : Math.min(limit, later.firstBatch());
            extents.add(new Extent(scan.path(), scan.endBefore(end), scan.lastBefore(end)));
            nextBatch = Math.min(end, scan.nextBatch());
            before = scan;
        }
    }

    /**
     * From the last segment on that a journal began with. What is before that was in the files, synced,
     * when it was begun: it is void, whatever has become of it, and so is what a failed write left there.
     */
    private static List<SegmentScan> sinceItBegan(List<SegmentScan> scans) {
        int first = scans.size() - 1;
        while (first > 0 && !scans.get(first).isBeginning()) {
            first--;
        }
        return scans.subList(Math.max(first, 0), scans.size());
    }

    private void requireNoGap(@Nullable SegmentScan before, SegmentScan scan) throws DamagedJournal {
        if (before == null || scan.firstBatch() <= nextBatch) {
            return;
        }
        if (before.isFaulty()) {
            throw before.damaged();
        }
        throw new DamagedJournal(
                scan.path(), 0, "batches " + nextBatch + " to " + (scan.firstBatch() - 1) + " are missing before it");
    }

    private static @Nullable SegmentScan nextStarted(List<SegmentScan> scans, int i) {
        for (SegmentScan scan : scans.subList(i + 1, scans.size())) {
            if (!scan.isEmpty()) {
                return scan;
            }
        }
        return null;
    }

    /** Where the ledger stood at the first record; null if there is no record at all. */
    public @Nullable Base base() {
        return base;
    }

    /** A cursor before the first batch. */
    public Cursor cursor() {
        return new Cursor();
    }

    /** Reads the batches that count, one after another. */
    public final class Cursor {
        private int extent;
        private long at;

        /** Null behind the last one. */
        public @Nullable Batch next() throws IOException {
            while (extent < extents.size() && at >= extents.get(extent).to) {
                extent++;
                at = 0;
            }
            if (extent == extents.size()) {
                return null;
            }
            String path = extents.get(extent).path;
            byte[] record;
            try (Files.OpenFile file = files.open(path)) {
                record = Record.read(file, at);
            }
            if (record == null || !Record.intact(record)) {
                throw new IOException(path + ", byte " + at + ": the record changed while it was read");
            }
            at += Record.padded(record.length);
            return Batch.decode(record);
        }
    }

    /** The last record that counts, as it stands in its segment; null if there is none. */
    public @Nullable Append last() throws IOException {
        for (Extent extent : extents.reversed()) {
            if (extent.to > 0) {
                byte[] record = new byte[(int) (extent.to - extent.last)];
                if (files.read(extent.path, extent.last, record, 0, record.length) < record.length) {
                    throw new IOException(extent.path + ", byte " + extent.last + ": the file ends within the record");
                }
                return new Append(extent.path, extent.last, record, 0, record.length);
            }
        }
        return null;
    }

    /** All segments that are there, started or not. */
    public List<String> paths() {
        return paths;
    }

    /** The number that the next segment gets. */
    public long nextSegment() {
        return lastSegment + 1;
    }

    /** The number that the next batch gets. */
    public long nextBatch() {
        return nextBatch;
    }
}
