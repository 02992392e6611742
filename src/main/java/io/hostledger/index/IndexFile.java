package io.hostledger.index;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.index.Catalogue.Entry;
import io.hostledger.index.Catalogue.Last;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Catalogue and change ids as a file: {@link Layout#CATALOGUE}. Whatever is wrong with it, what it
 * would say is derived from the ledger instead.
 *
 * <p>Big-endian: a magic number; the seed; the extent: height, four words of the hash, timestamp,
 * length, blocks, legacy blocks; how many elements, and for each the length of its id, the id, height,
 * central height, 1 if deleted; how many change ids, and for each fingerprint and height; CRC-32C of all before.
 */
public final class IndexFile {
    /** What the ledger will say behind the limit, once a journal is written to it: the file may know of that already. */
    public interface Ahead {
        /** There is no such journal. */
        Ahead NOTHING = new Ahead() {
            @Override
            public boolean reaches(Extent extent) {
                return false;
            }

            @Override
            public long height() {
                return -1;
            }
        };

        /** Whether the ledger will have the extent's head, in a line that ends where the extent does. Blocks. */
        boolean reaches(Extent extent) throws IOException;

        /** Of the last block that there will be; -1 if there will be none. */
        long height();
    }

    private static final long MAGIC = 0x686c_6361_7400_0001L;

    private IndexFile() {}

    /**
     * What the ledger says up to {@code limit} (bytes of {@code ledger.jsonl}; {@link Long#MAX_VALUE}:
     * its last whole line), by the file if it fits the ledger, and by reading on from there. Blocks.
     *
     * @param seed for change ids, if there is no file
     * @throws UnreadableLedger if the ledger is damaged so that it cannot be read
     */
    public static Derived open(Files files, ElementTypes types, long limit, long seed) throws IOException {
        return open(files, types, limit, Ahead.NOTHING, seed);
    }

    /**
     * As {@link #open(Files, ElementTypes, long, long)}, where blocks will follow behind the limit. The
     * extent may then be behind the limit too, and entries of the catalogue behind the extent: both are
     * right once every block that follows has been added.
     */
    public static Derived open(Files files, ElementTypes types, long limit, Ahead ahead, long seed) throws IOException {
        Derived kept = load(files, types, limit, ahead);
        if (kept != null) {
            Derived now = kept.extent().length() < limit ? new LedgerReader(kept).readOn(files, limit) : kept;
            if (within(now, Math.max(now.extent().height(), ahead.height()))) {
                return now;
            }
        }
        Derived nothing = new Derived(new Catalogue(types), new ChangeIds(seed), Extent.EMPTY);
        return new LedgerReader(nothing).readOn(files, limit);
    }

    /** Whether the catalogue knows of no block behind the ledger's last: it may have moved on while it was written. */
    private static boolean within(Derived derived, long height) {
        for (Entry entry : derived.catalogue().ascending()) {
            if (entry.last().centralHeight() > height) {
                return false;
            }
        }
        return true;
    }

    /**
     * The file's content. The extent was taken from the ledger before this call; the catalogue may have
     * moved on since, as reading on from the extent makes up for it. Takes milliseconds for each 10,000 elements.
     */
    public static byte[] encode(Derived derived) {
        Extent extent = derived.extent();
        Head head = extent.head();
        ByteSink out = new ByteSink(1 << 16);
        out.putLong(MAGIC).putLong(derived.changeIds().seed());
        Hash hash = head == null ? Hash.ZERO : head.hash();
        out.putLong(extent.height())
                .putLong(hash.a())
                .putLong(hash.b())
                .putLong(hash.c())
                .putLong(hash.d());
        out.putLong(extent.timestamp()).putLong(extent.length());
        out.putLong(extent.blocks()).putLong(extent.legacyBlocks());
        int countAt = out.length();
        out.putInt(0);
        int count = 0;
        for (Entry entry : derived.catalogue().ascending()) {
            Last last = entry.last();
            byte[] id = entry.id().getBytes(StandardCharsets.UTF_8);
            out.putInt(id.length).put(id).putLong(last.height()).putLong(last.centralHeight());
            out.put(last.deleted() ? 1 : 0);
            count++;
        }
        out.putIntAt(countAt, count);
        derived.changeIds().writeTo(out);
        return out.checksummed();
    }

    private static @Nullable Derived load(Files files, ElementTypes types, long limit, Ahead ahead) throws IOException {
        byte[] content;
        try {
            content = new byte[Math.toIntExact(files.size(Layout.CATALOGUE))];
            if (files.read(Layout.CATALOGUE, 0, content, 0, content.length) < content.length) {
                return null;
            }
        } catch (IOException | ArithmeticException e) {
            return null; // not there, or nothing that this class wrote
        }
        Derived kept = decode(content, types);
        if (kept == null) {
            return null;
        }
        Extent extent = kept.extent();
        boolean fits = extent.length() <= limit ? LedgerScan.holds(files, extent) : ahead.reaches(extent);
        return fits ? kept : null;
    }

    static @Nullable Derived decode(byte[] content, ElementTypes types) {
        int length = content.length - Integer.BYTES;
        if (length < 0) {
            return null;
        }
        CRC32C sum = new CRC32C();
        sum.update(content, 0, length);
        ByteBuffer in = ByteBuffer.wrap(content);
        if (in.getInt(length) != (int) sum.getValue()) {
            return null;
        }
        try {
            if (in.getLong() != MAGIC) {
                return null;
            }
            ChangeIds changeIds = new ChangeIds(in.getLong());
            long height = in.getLong();
            Hash hash = new Hash(in.getLong(), in.getLong(), in.getLong(), in.getLong());
            Head head = height < 0 ? null : new Head(height, hash);
            Extent extent = new Extent(head, in.getLong(), in.getLong(), in.getLong(), in.getLong());
            Catalogue catalogue = new Catalogue(types);
            for (int count = in.getInt(); count > 0; count--) {
                byte[] id = new byte[in.getInt()];
                in.get(id);
                Last last = new Last(in.getLong(), in.getLong(), in.get() != 0);
                catalogue.update(new String(id, StandardCharsets.UTF_8), last);
            }
            for (int count = in.getInt(); count > 0; count--) {
                changeIds.addFingerprint(in.getLong(), in.getLong());
            }
            return new Derived(catalogue, changeIds, extent);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            return null;
        }
    }
}
