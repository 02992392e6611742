package io.hostledger.journal;

import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A journal under load, as files: the oldest segment, whose beginning was checkpointed away, the one
 * behind it, the one that is filled. Two records of three sectors in each, numbered from {@link #FROM} to {@link #TO}.
 */
final class SampleJournal {
    static final int SECTOR = Record.SECTOR;
    static final int SECTORS = 3;
    static final int RECORD = SECTORS * SECTOR;
    /** The numbers of the first and the last batch that are there. */
    static final long FROM = 2;

    static final long TO = 7;

    private final SortedMap<String, byte[]> files;

    private SampleJournal(SortedMap<String, byte[]> files) {
        this.files = files;
    }

    static SampleJournal made() {
        FakeDisk disk = new FakeDisk(Runnable::run);
        Journal journal = new Journal(disk, 2 * RECORD, 1, 0);
        journal.begin(Base.EMPTY).toCompletableFuture().join();
        // The first one goes beside the mark, in the segment that is then left behind.
        for (long number = 1; number <= TO; number++) {
            journal.append(batch("x".repeat(1_000))).toCompletableFuture().join();
        }
        SortedMap<String, byte[]> files = new TreeMap<>(disk.contents());
        files.remove(Segment.path(1));
        files.remove(Segment.path(5));
        return new SampleJournal(files);
    }

    static Batch batch(String text) {
        Batch batch = new Batch(Base.EMPTY, 0);
        JsonWriter out = batch.begin(Layout.LEDGER, 0);
        out.ascii(text).put('\n');
        batch.end();
        return batch;
    }

    /** A segment that a journal begins with, as large as the others. */
    static byte[] beginning(long number, long batch) {
        byte[] segment = new byte[2 * RECORD];
        put(segment, 0, new Batch(Base.EMPTY, 0), number, batch);
        return segment;
    }

    static void put(byte[] segment, int at, Batch batch, long number, long batchNumber) {
        batch.seal(batchNumber, number, segment.length);
        System.arraycopy(batch.array(), 0, segment, at, batch.recordLength());
    }

    SampleJournal with(String path, byte[] content) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        changed.put(path, content);
        return new SampleJournal(changed);
    }

    /** The paths of the segments that have records, the oldest first. */
    static List<String> paths() {
        return List.of(Segment.path(2), Segment.path(3), Segment.path(4));
    }

    byte[] content(String path) {
        return files.get(path).clone();
    }

    /** The numbers of the batches that are read, in order. */
    List<Long> read() throws Exception {
        return read(Long.MAX_VALUE);
    }

    List<Long> read(long before) throws Exception {
        FakeDisk disk = new FakeDisk(Runnable::run);
        files.forEach(disk::put);
        JournalReader reader = JournalReader.open(disk.files(), before);
        JournalReader.Cursor cursor = reader.cursor();
        List<Long> numbers = new ArrayList<>();
        for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
            numbers.add(Record.batch(batch.array()));
        }
        return numbers;
    }
}
