package io.hostledger.index;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Disk;
import io.hostledger.disk.Files;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which central blocks may be what is looked for, and where they stand in {@code ledger.jsonl}. It
 * reads the ledger on when it is asked about blocks that it has not seen yet; nobody has to feed it.
 * Safe for many threads; calls block. Up to 2³¹ segments of 65,536 blocks, of some 20 bytes a block.
 */
public final class BlockIndex {
    /** @param before the ledger before the open segment's first block */
    private record State(Slot[] sealed, OpenSegment open, Extent before, Extent extent) {}

    /** The part of the heap that segments may take at the most, so that whoever reads on always can. */
    private static final int HEAP_PARTS = 5;

    private final Files files;
    private final long maxBytes;
    /** Held by whoever makes room; not this index, which is held as long as it reads on. */
    private final Object room = new Object();

    private final AtomicLong clock = new AtomicLong();
    private volatile State state;

    /** @param maxBytes of memory for segments to which no block is added any more, about; at most a fifth of the heap */
    public BlockIndex(Files files, long maxBytes) throws IOException {
        this(files, maxBytes, Runtime.getRuntime().maxMemory());
    }

    /** @param heap bytes that it may have at the most */
    BlockIndex(Files files, long maxBytes, long heap) throws IOException {
        this.files = files;
        this.maxBytes = Math.min(maxBytes, heap / HEAP_PARTS);
        Slot[] kept = kept();
        Extent extent =
                kept.length == 0 ? Extent.EMPTY : kept[kept.length - 1].place().upTo();
        this.state = new State(kept, new OpenSegment(), extent, extent);
    }

    /** The segments whose files follow each other from height 0 on, up to one that the ledger holds. */
    private Slot[] kept() throws IOException {
        Slot[] slots = new Slot[0];
        Extent before = Extent.EMPTY;
        SegmentFile.Place place = SegmentFile.readPlace(files, 0);
        while (place != null
                && place.offset() == before.length()
                && place.upTo().height() == last(slots.length)) {
            slots = with(slots, new Slot(slots.length, before, place, null, true));
            before = place.upTo();
            place = SegmentFile.readPlace(files, slots.length);
        }
        int length = slots.length;
        while (length > 0 && !LedgerScan.holds(files, slots[length - 1].place().upTo())) {
            length--;
        }
        return Arrays.copyOf(slots, length);
    }

    private static long last(int number) {
        return (number + 1L) * Segment.ROWS - 1;
    }

    private static Slot[] with(Slot[] slots, Slot more) {
        Slot[] grown = Arrays.copyOf(slots, slots.length + 1);
        grown[slots.length] = more;
        return grown;
    }

    /** How far the ledger has been read. */
    public Extent extent() {
        return state.extent;
    }

    /**
     * The index of the ledger up to an extent, of which it is told that it is in the file.
     *
     * @throws UnreadableLedger if the ledger is damaged so that it cannot be read
     */
    public View upTo(Extent visible) throws IOException {
        if (state.extent.height() < visible.height()) {
            readOn(visible);
        }
        return new View(this, visible);
    }

    private synchronized void readOn(Extent visible) throws IOException {
        if (state.extent.height() < visible.height()) {
            Extent extent = LedgerScan.run(files, state.extent, visible.length(), new Adding());
            State now = state;
            state = new State(now.sealed, now.open, now.before, extent);
        }
    }

    private final class Adding implements LedgerScan.Visitor {
        private long legacyBlocks = state.extent.legacyBlocks();

        @Override
        public void block(CentralFields block, long offset, long end) throws IOException {
            legacyBlocks += block.legacy() ? 1 : 0;
            int row = (int) (block.height() % Segment.ROWS);
            state.open.add(row, block, offset);
            if (row == Segment.ROWS - 1) {
                seal(block, end);
            }
        }

        private void seal(CentralFields block, long end) throws UnreadableLedger {
            State now = state;
            Hash hash = block.hash(CentralFields.Field.HASH);
            if (hash == null) {
                throw new UnreadableLedger(Layout.LEDGER, end, "the block before this byte has no hash");
            }
            long height = block.height();
            Extent extent = new Extent(
                    new Head(height, hash),
                    block.timestamp(),
                    end,
                    height + 1 - (legacyBlocks > 0 ? 1 : 0),
                    legacyBlocks);
            SegmentFile.Place place = new SegmentFile.Place(now.before.length(), extent);
            Slot slot = new Slot(now.sealed.length, now.before, place, now.open.seal(), false);
            slot.used = clock.incrementAndGet();
            state = new State(with(now.sealed, slot), new OpenSegment(), extent, extent);
            makeRoom();
        }
    }

    /** The ledger before the first block of a segment. */
    Extent before(int number) {
        State now = state;
        return number < now.sealed.length ? now.sealed[number].before() : now.before;
    }

    /** The ledger up to the last block of a segment. */
    Extent upTo(int number) {
        State now = state;
        return number < now.sealed.length ? now.sealed[number].place().upTo() : now.extent;
    }

    /** A segment that has been read. */
    Segment segment(int number) throws IOException {
        State now = state;
        if (number >= now.sealed.length) {
            return now.open;
        }
        Slot slot = now.sealed[number];
        slot.used = clock.incrementAndGet();
        SealedSegment held = slot.held();
        if (held == null) {
            held = slot.load(files);
            makeRoom();
        }
        return held;
    }

    /** Lets go of the segments that were not used for longest. */
    private void makeRoom() {
        synchronized (room) {
            letGo();
        }
    }

    private void letGo() {
        while (bytes() > maxBytes) {
            Slot oldest = null;
            for (Slot slot : state.sealed) {
                if (slot.held() != null && (oldest == null || slot.used < oldest.used)) {
                    oldest = slot;
                }
            }
            if (oldest == null) {
                return;
            }
            oldest.letGo();
        }
    }

    /** About how much memory the segments take to which no block is added any more. */
    public long bytes() {
        long bytes = 0;
        for (Slot slot : state.sealed) {
            SealedSegment held = slot.held();
            bytes += held == null ? 0 : held.bytes();
        }
        return bytes;
    }

    /** Writes what is not in {@code index/} yet; nothing of it is needed, so nothing is synced by more than its file. Blocks. */
    public void save(Disk disk) throws IOException {
        for (Slot slot : state.sealed) {
            if (!slot.saved()) {
                // One that there was no room to keep is read once more.
                byte[] content = SegmentFile.encode(slot.place(), slot.load(files));
                makeRoom();
                disk.createFolder(Layout.INDEX)
                        .thenCompose(ignored -> disk.replace(Layout.blockIndex(slot.number()), content))
                        .toCompletableFuture()
                        .join();
                slot.setSaved();
            }
        }
    }
}
