package io.hostledger.journal;

import io.hostledger.disk.Files;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over a segment: where its records are, and what is wrong behind them, if anything. */
final class SegmentScan {
    private final String path;
    private final long number;
    private final List<Long> starts = new ArrayList<>();
    private long firstBatch;
    private @Nullable Base base;
    private long end;
    private @Nullable String fault;
    private boolean damage;

    private SegmentScan(long number) {
        this.number = number;
        this.path = Segment.path(number);
    }

    static SegmentScan of(Files files, long number) throws IOException {
        SegmentScan scan = new SegmentScan(number);
        scan.read(files);
        return scan;
    }

    private void read(Files files) throws IOException {
        long declared = 0;
        byte[] record = record(files, path, end);
        while (record != null && Record.intact(record) && isNext(record)) {
            if (starts.isEmpty()) {
                firstBatch = Record.batch(record);
                base = Record.base(record);
                declared = Record.segmentLength(record);
            }
            starts.add(end);
            end += Record.padded(record.length);
            record = record(files, path, end);
        }
        if (files.size(path) < declared) {
            fault = "the file has " + files.size(path) + " bytes and was made with " + declared;
            damage = true;
        } else {
            judgeTail(files);
        }
    }

    private boolean isNext(byte[] record) {
        return Record.segment(record) == number
                && (starts.isEmpty() || Record.batch(record) == firstBatch + starts.size());
    }

    /** A crash leaves zeros behind the last record, or one record of which a part was not written. */
    private void judgeTail(Files files) throws IOException {
        byte[] sector = new byte[Record.SECTOR];
        if (files.read(path, end, sector, 0, sector.length) == 0 || isZero(sector)) {
            return;
        }
        fault = "a record that is not whole";
        List<byte[]> written = new ArrayList<>();
        long at = end;
        while (files.read(path, at, sector, 0, sector.length) == sector.length && !isZero(sector)) {
            written.add(sector.clone());
            at += sector.length;
        }
        byte[] region = new byte[written.size() * Record.SECTOR];
        for (int i = 0; i < written.size(); i++) {
            System.arraycopy(written.get(i), 0, region, i * Record.SECTOR, Record.SECTOR);
        }
        if (Record.hasBegun(region) && Record.endsWithTrailer(region)) {
            fault = "a record whose checksum fails although all of it is there";
            damage = true;
        } else if (laterRecord(files)) {
            fault = "a record that is not whole, with whole ones behind it";
            damage = true;
        }
    }

    private boolean laterRecord(Files files) throws IOException {
        long size = files.size(path);
        for (long at = end + Record.SECTOR; at < size; at += Record.SECTOR) {
            byte[] record = record(files, path, at);
            if (record != null && Record.intact(record) && Record.segment(record) == number) {
                return true;
            }
        }
        return false;
    }

    /** The record that starts at a place, intact or not; null if none does. */
    static byte @Nullable [] record(Files files, String path, long at) throws IOException {
        byte[] sector = new byte[Record.SECTOR];
        if (files.read(path, at, sector, 0, sector.length) < sector.length) {
            return null;
        }
        int length = Record.length(sector);
        if (length < 0 || at + length > files.size(path)) {
            return null;
        }
        byte[] record = Arrays.copyOf(sector, length);
        if (length > sector.length) {
            int more = files.read(path, at + sector.length, record, sector.length, length);
            return more < length - sector.length ? null : record;
        }
        return record;
    }

    private static boolean isZero(byte[] sector) {
        for (byte b : sector) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    String path() {
        return path;
    }

    /** Whether it has no record. */
    boolean isEmpty() {
        return starts.isEmpty();
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

    /** What stands behind the last record though it is none; null if nothing does. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Whether no crash explains the fault. */
    boolean damage() {
        return damage;
    }

    DamagedJournal damaged() {
        return new DamagedJournal(path, end, String.valueOf(fault));
    }
}
