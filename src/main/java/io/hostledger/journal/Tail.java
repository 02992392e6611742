package io.hostledger.journal;

import io.hostledger.disk.Files.OpenFile;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a segment behind its last whole record: zeros, what a crash left of one record, or
 * what no crash leaves. A record is begun when all before it are synced, so that whatever is written
 * behind a record's end proves that it was whole once.
 */
final class Tail {
    private static final int CHUNK = 128 * Record.SECTOR;
    private static final byte[] ZEROS = new byte[Record.SECTOR];

    private final long segment;
    private final long from;
    private byte[] first = ZEROS;
    /** Where the last sector begins that is not of zeros; -1 if all are. */
    private long lastWritten = -1;
    /** There is a sector of zeros before the first one that ends a record. */
    private boolean gap;
    /** A sector ends a record. */
    private boolean ended;
    /** Something was written behind that, or another record begins. */
    private boolean goneOn;

    private Tail(long segment, long from) {
        this.segment = segment;
        this.from = from;
    }

    /** Reads a segment from the end of its last whole record on. */
    static Tail of(OpenFile file, long segment, long from) throws IOException {
        Tail tail = new Tail(segment, from);
        byte[] chunk = new byte[CHUNK];
        long at = from;
        int read = file.read(at, chunk, 0, CHUNK);
        while (read > 0) {
            Arrays.fill(chunk, read, CHUNK, (byte) 0);
            for (int i = 0; i < read; i += Record.SECTOR) {
                tail.take(chunk, i, at + i);
            }
            at += read;
            read = file.read(at, chunk, 0, CHUNK);
        }
        return tail;
    }

    private void take(byte[] chunk, int index, long at) {
        if (Arrays.equals(chunk, index, index + Record.SECTOR, ZEROS, 0, Record.SECTOR)) {
            gap |= !ended;
            return;
        }
        byte[] sector = Arrays.copyOfRange(chunk, index, index + Record.SECTOR);
        if (at == from) {
            first = sector;
        }
        lastWritten = at;
        goneOn |= ended || at > from && Record.begins(sector, segment);
        ended |= Record.ends(sector);
    }

    /** Whether there is a byte that is not zero. */
    boolean isWritten() {
        return lastWritten >= 0;
    }

    /** Whether the record that begins here is of an earlier version. */
    boolean isOld() {
        return Record.isOld(first);
    }

    /** How long the segment was made, as the record that begins here says; 0 if none does. */
    long declared() {
        return Record.length(first) < 0 ? 0 : Record.segmentLength(first);
    }

    /** What is wrong that no crash explains; null if nothing is. */
    @Nullable
    String damage() {
        int length = Record.length(first);
        if (goneOn || length > 0 && lastWritten >= from + Record.padded(length)) {
            return "a record that is not whole, with more behind it";
        }
        return ended && !gap && Record.hasBegun(first)
                ? "a record whose checksum fails although all of it is there"
                : null;
    }
}
