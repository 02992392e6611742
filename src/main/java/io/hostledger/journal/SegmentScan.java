package io.hostledger.journal;

import io.hostledger.disk.Files;
import io.hostledger.disk.Files.OpenFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over a segment: where its records are, and what is wrong behind them, if anything. */
final class SegmentScan {
    private final String path;
    private final long number;
    private final List<Long> starts = new ArrayList<>();
    private long firstBatch;
    private @Nullable Base base;
    private boolean mark;
    private boolean old;
    private long end;
    private boolean written;
    private boolean earlier;
    private boolean faulty;
    private @Nullable String damage;

    private SegmentScan(long number) {
        this.number = number;
        this.path = Segment.path(number);
    }

    static SegmentScan of(Files files, long number) throws IOException {
        SegmentScan scan = new SegmentScan(number);
        try (OpenFile file = files.open(scan.path)) {
            scan.read(file);
        }
        return scan;
    }

    private void read(OpenFile file) throws IOException {
        long declared = 0;
        byte[] record = Record.read(file, end);
        while (record != null && Record.intact(record) && isNext(record)) {
            if (starts.isEmpty()) {
                firstBatch = Record.batch(record);
                base = Record.base(record);
                mark = Record.isMark(record);
                old = Record.isOld(record);
                declared = Record.segmentLength(record);
            }
            starts.add(end);
            end += Record.padded(record.length);
            record = Record.read(file, end);
        }
        Tail tail = Tail.of(file, number, end);
        written = !starts.isEmpty() || tail.isWritten();
        damage = damage(file.size(), starts.isEmpty() ? tail.declared() : declared, tail);
        faulty = tail.isWritten() || damage != null;
    }

    private boolean isNext(byte[] record) {
        return Record.segment(record) == number
                && (starts.isEmpty() || Record.batch(record) == firstBatch + starts.size());
    }

    /** A segment is of its full length, for good, before anything is written to it. */
    private @Nullable String damage(long size, long declared, Tail tail) {
        if (size < declared) {
            return "the file has " + size + " bytes and was made with " + declared;
        }
        if (written && size < Record.SECTOR) {
            return "the file has " + size + " bytes, and no segment is made so short";
        }
        if (tail.isWritten() && (old || tail.isOld())) {
            // Its end is not to be told from a caller's text.
            earlier = true;
            return "a record that is not whole, of an earlier version";
        }
        return tail.damage();
    }

    String path() {
        return path;
    }

    /** Whether it has no whole record. */
    boolean isEmpty() {
        return starts.isEmpty();
    }

    /** Whether there is a byte in it that is not zero. */
    boolean isWritten() {
        return written;
    }

    /** Whether its first record says where the ledger stands, with all before it in the files for good. */
    boolean isBeginning() {
        return mark;
    }

    long firstBatch() {
        return firstBatch;
    }

    long nextBatch() {
        return firstBatch + starts.size();
    }

    @Nullable
    Base base() {
        return base;
    }

    /** Where the records with lower numbers than this end. */
    long endBefore(long batch) {
        return batch >= nextBatch() ? end : starts.get((int) (Math.max(batch, firstBatch) - firstBatch));
    }

    /** Where the last of them begins; 0 if there is none. */
    long lastBefore(long batch) {
        long count = Math.clamp(batch, firstBatch, nextBatch()) - firstBatch;
        return count == 0 ? 0 : starts.get((int) count - 1);
    }

    /** Whether something stands behind the last whole record, or is missing there. */
    boolean isFaulty() {
        return faulty;
    }

    /** Whether no crash explains that. */
    boolean isDamaged() {
        return damage != null;
    }

    DamagedJournal damaged() {
        String what = damage == null ? "a record that is not whole" : damage;
        return earlier
                ? new DamagedJournal(path, end, what, "start that version once more, and stop it")
                : new DamagedJournal(path, end, what);
    }
}
