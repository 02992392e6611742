package io.hostledger.journal;

import io.hostledger.chain.JsonWriter;
import io.hostledger.disk.Disk.Append;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines that become durable together, each run of them with the file and the offset where it
 * belongs; element chains first, {@code ledger.jsonl} last. It is written as one {@link Record},
 * into whose buffer the lines are put once. A batch without runs marks where the ledger stands.
 */
public final class Batch {
    /** A run of whole lines, {@code [from, to)} of the record. */
    private record Run(String path, long offset, int from, int to) {}

    private final Base base;
    private final JsonWriter record;
    private final List<Run> runs = new ArrayList<>();

    /**
     * An empty batch.
     *
     * @param base where the ledger stands before it
     * @param capacity bytes that its runs are expected to take, each with its {@link #overhead}
     */
    public Batch(Base base, int capacity) {
        this(base, new JsonWriter(Record.padded(Record.HEADER + capacity + Record.TRAILER)));
        record.skip(Record.HEADER);
    }

    private Batch(Base base, JsonWriter record) {
        this.base = base;
        this.record = record;
    }

    /** How many bytes a run needs beside its own. A path in a data directory is plain ASCII. */
    public static int overhead(String path) {
        return 2 + path.length() + 8 + 4;
    }

    /** Begins a run that belongs at an offset of a file: what is written to the returned buffer until {@link #end}. */
    public JsonWriter begin(String path, long offset) {
        int header = record.length();
        record.skip(overhead(path));
        ByteBuffer.wrap(record.array(), header, overhead(path))
                .putShort((short) path.length())
                .put(path.getBytes(StandardCharsets.US_ASCII))
                .putLong(offset);
        runs.add(new Run(path, offset, record.length(), record.length()));
        return record;
    }

    /** Ends the run; returns how many bytes it has. */
    public int end() {
        Run run = runs.removeLast();
        int length = record.length() - run.from;
        ByteBuffer.wrap(record.array()).putInt(run.from - 4, length);
        runs.add(new Run(run.path, run.offset, run.from, record.length()));
        return length;
    }

    public Base base() {
        return base;
    }

    /** What holds the bytes of all runs; for good only once the last run has ended. */
    public byte[] array() {
        return record.array();
    }

    /** The runs as they are to be written to their files. */
    public List<Append> runs() {
        List<Append> appends = new ArrayList<>(runs.size());
        for (Run run : runs) {
            appends.add(new Append(run.path, run.offset, record.array(), run.from, run.to));
        }
        return appends;
    }

    /** Bytes of the record, padded to whole sectors. */
    public int recordLength() {
        return Record.padded(record.length() + Record.TRAILER);
    }

    /** Completes the record, which then is the first {@link #recordLength} bytes of {@link #array}. */
    void seal(long number, long segment, long segmentLength) {
        int end = record.length() + Record.TRAILER;
        if (end > Record.MAX_LENGTH) {
            // A reader would take it for damage.
            throw new IllegalStateException("a batch of " + end + " bytes is too large for the journal");
        }
        int padded = recordLength();
        record.skip(padded - record.length());
        Record.seal(record.array(), end, number, segment, segmentLength, base);
        record.truncate(end - Record.TRAILER);
    }

    /** The batch of an intact record. */
    static Batch decode(byte[] bytes) {
        JsonWriter record = new JsonWriter(bytes.length).raw(bytes);
        Batch batch = new Batch(Record.base(bytes), record);
        ByteBuffer in = ByteBuffer.wrap(bytes, Record.HEADER, bytes.length - Record.HEADER - Record.TRAILER);
        while (in.hasRemaining()) {
            byte[] path = new byte[in.getShort() & 0xFFFF];
            in.get(path);
            long offset = in.getLong();
            int length = in.getInt();
            int from = in.position();
            batch.runs.add(new Run(new String(path, StandardCharsets.US_ASCII), offset, from, from + length));
            in.position(from + length);
        }
        return batch;
    }
}
