package io.hostledger.journal;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.disk.Files.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How a batch stands in a segment, from the start of a sector on, big-endian:
 *
 * <pre>
 * header   magic u32 · length u32 of header, runs and trailer, without zeros · crc32c u32 of header and runs · 0 u32
 *          batch number u64 · segment number u64 · bytes of the segment u64
 *          base: height i64 (-1: empty ledger) · hash, 32 bytes · timestamp u64 · length of ledger.jsonl u64
 * run      length u16 of path · path · offset u64 · length u32 of bytes · bytes
 *          zeros, so that the trailer ends a sector
 * trailer  u64
 * </pre>
 *
 * Segments are of zeros before they are written, and no sector of a record is all zeros; so a record
 * that has its trailer and no such sector was written whole. The trailer is of bytes that no line, no
 * path and no number here can hold, so that nothing a caller sends ends a record. Earlier versions
 * wrote {@link #OLD_MAGIC}, and a trailer of text right behind the runs: where whole, such a record is
 * read as any other, since the checksum leaves the trailer out.
 */
final class Record {
    /** Records start at multiples of this; a disk writes a sector whole or not at all. */
    static final int SECTOR = 512;

    static final int HEADER = 96;
    static final int TRAILER = 8;
    /** A length above this is none: no batch is that large. */
    static final int MAX_LENGTH = 1 << 30;

    private static final int MAGIC = 0x484c_4a32;
    private static final int OLD_MAGIC = 0x484c_4a52;
    private static final long TRAILER_MAGIC = 0xfffe_fdfc_fbfa_f9f8L;
    private static final int LENGTH_AT = 4;
    static final int CRC_AT = 8;
    private static final int CRC_FROM = 12;
    private static final int BATCH_AT = 16;
    private static final int SEGMENT_AT = 24;
    private static final int SEGMENT_LENGTH_AT = 32;
    private static final int BASE_AT = 40;

    private Record() {}

    static int padded(int length) {
        return (length + SECTOR - 1) / SECTOR * SECTOR;
    }

    static void seal(byte[] record, int length, long batch, long segment, long segmentLength, Base base) {
        Hash hash = base.hash();
        ByteBuffer out = ByteBuffer.wrap(record);
        out.putInt(MAGIC).putInt(length).putInt(0).putInt(0);
        out.putLong(batch).putLong(segment).putLong(segmentLength).putLong(base.height());
        out.putLong(hash.a()).putLong(hash.b()).putLong(hash.c()).putLong(hash.d());
        out.putLong(base.timestamp()).putLong(base.length());
        out.putLong(padded(length) - TRAILER, TRAILER_MAGIC);
        out.putInt(CRC_AT, crc(record, length));
    }

    static int crc(byte[] record, int length) {
        CRC32C crc = new CRC32C();
        crc.update(record, 0, CRC_AT);
        crc.update(record, CRC_FROM, length - TRAILER - CRC_FROM);
        return (int) crc.getValue();
    }

    /** The length that a first sector says its record has; -1 if it is not the start of one. */
    static int length(byte[] sector) {
        ByteBuffer in = ByteBuffer.wrap(sector);
        int length = in.getInt(LENGTH_AT);
        boolean begins = in.getInt(0) == MAGIC || isOld(sector);
        return begins && length >= HEADER + TRAILER && length <= MAX_LENGTH ? length : -1;
    }

    /** Whether a first sector is of a record as an earlier version wrote it. */
    static boolean isOld(byte[] sector) {
        return ByteBuffer.wrap(sector).getInt(0) == OLD_MAGIC;
    }

    /**
     * The record that starts at a place, intact or not; null if none does, or the file ends before it does.
     *
     * @param at a multiple of {@link #SECTOR}
     */
    static byte @Nullable [] read(OpenFile file, long at) throws IOException {
        byte[] sector = new byte[SECTOR];
        if (file.read(at, sector, 0, SECTOR) < SECTOR) {
            return null;
        }
        int length = length(sector);
        if (length < 0 || at + length > file.size()) {
            return null;
        }
        byte[] record = Arrays.copyOf(sector, length);
        int more = length - SECTOR;
        return more > 0 && file.read(at + SECTOR, record, SECTOR, length) < more ? null : record;
    }

    /** Whether the bytes, as many as the record says it has, are the ones that were sealed. */
    static boolean intact(byte[] record) {
        return ByteBuffer.wrap(record).getInt(CRC_AT) == crc(record, record.length);
    }

    /**
     * Whether the first bytes of a record were written, whatever they are now: no fault of one byte
     * makes four zeros of them, but a crash may keep a write from some byte on alone.
     */
    static boolean hasBegun(byte[] sector) {
        return ByteBuffer.wrap(sector).getInt(0) != 0;
    }

    /** Whether a sector is the first of a record of this segment. A line cannot be: it holds no zero bytes. */
    static boolean begins(byte[] sector, long segment) {
        return ByteBuffer.wrap(sector).getInt(0) == MAGIC && segment(sector) == segment;
    }

    /** Whether a sector is the last of a record. */
    static boolean ends(byte[] sector) {
        return ByteBuffer.wrap(sector).getLong(SECTOR - TRAILER) == TRAILER_MAGIC;
    }

    /** Whether an intact record has no runs: it only says where the ledger stands. */
    static boolean isMark(byte[] record) {
        return record.length == HEADER + TRAILER;
    }

    static long batch(byte[] record) {
        return ByteBuffer.wrap(record).getLong(BATCH_AT);
    }

    static long segment(byte[] record) {
        return ByteBuffer.wrap(record).getLong(SEGMENT_AT);
    }

    static long segmentLength(byte[] record) {
        return ByteBuffer.wrap(record).getLong(SEGMENT_LENGTH_AT);
    }

    static Base base(byte[] record) {
        ByteBuffer in = ByteBuffer.wrap(record).position(BASE_AT);
        long height = in.getLong();
        Hash hash = new Hash(in.getLong(), in.getLong(), in.getLong(), in.getLong());
        return new Base(height < 0 ? null : new Head(height, hash), in.getLong(), in.getLong());
    }
}
