package io.hostledger.index;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A sealed segment as a file: {@link Layout#blockIndex}.
 *
 * <p>Big-endian: a magic number; its head, as CRC-32C of the next 80 bytes, the offset where its first
 * line begins, and the extent up to its last block: height, four words of the hash, timestamp, length,
 * blocks, legacy blocks; CRC-32C of the rest; the rest.
 */
final class SegmentFile {
    private static final long MAGIC = 0x686c_7365_6700_0001L;
    private static final int EXTENT = 10 * Long.BYTES;
    private static final int HEAD = Long.BYTES + Integer.BYTES + EXTENT;

    /** Where the segment's lines stand: from this byte on, up to and with that block. */
    record Place(long offset, Extent upTo) {}

    private SegmentFile() {}

    static byte[] encode(Place place, SealedSegment segment) {
        ByteSink extent = new ByteSink(EXTENT);
        Extent upTo = place.upTo();
        Hash hash = upTo.head() == null ? Hash.ZERO : upTo.head().hash();
        extent.putLong(place.offset()).putLong(upTo.height());
        extent.putLong(hash.a()).putLong(hash.b()).putLong(hash.c()).putLong(hash.d());
        extent.putLong(upTo.timestamp())
                .putLong(upTo.length())
                .putLong(upTo.blocks())
                .putLong(upTo.legacyBlocks());
        ByteSink rest = new ByteSink(1 << 20);
        segment.writeTo(rest);
        byte[] head = extent.toBytes();
        byte[] body = rest.toBytes();
        ByteSink out = new ByteSink(HEAD + Integer.BYTES + body.length).putLong(MAGIC);
        out.putInt(sum(head, 0, head.length)).put(head);
        return out.putInt(sum(body, 0, body.length)).put(body).toBytes();
    }

    /** What the file says of its place; null if there is no such file, or none that is whole. */
    static @Nullable Place readPlace(Files files, int number) {
        byte[] head = new byte[HEAD];
        try {
            if (files.read(Layout.blockIndex(number), 0, head, 0, HEAD) < HEAD) {
                return null;
            }
        } catch (IOException e) {
            return null; // what cannot be read is derived from the ledger
        }
        ByteBuffer in = ByteBuffer.wrap(head);
        if (in.getLong() != MAGIC || in.getInt() != sum(head, HEAD - EXTENT, HEAD)) {
            return null;
        }
        long offset = in.getLong();
        long height = in.getLong();
        Hash hash = new Hash(in.getLong(), in.getLong(), in.getLong(), in.getLong());
        return new Place(
                offset, new Extent(new Head(height, hash), in.getLong(), in.getLong(), in.getLong(), in.getLong()));
    }

    /** The segment; null if the file is not there, is not whole, or is about another place. */
    static @Nullable SealedSegment read(Files files, int number, Place place) {
        if (!place.equals(readPlace(files, number))) {
            return null;
        }
        try {
            byte[] bytes = new byte[Math.toIntExact(files.size(Layout.blockIndex(number)))];
            int body = HEAD + Integer.BYTES;
            if (files.read(Layout.blockIndex(number), 0, bytes, 0, bytes.length) < bytes.length
                    || ByteBuffer.wrap(bytes).getInt(HEAD) != sum(bytes, body, bytes.length)) {
                return null;
            }
            return SealedSegment.read(ByteBuffer.wrap(bytes, body, bytes.length - body));
        } catch (IOException | RuntimeException e) {
            return null; // what cannot be read is derived from the ledger
        }
    }

    private static int sum(byte[] bytes, int from, int to) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, to - from);
        return (int) sum.getValue();
    }
}
