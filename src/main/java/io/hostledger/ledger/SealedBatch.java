package io.hostledger.ledger;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Head;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.journal.Base;
import io.hostledger.journal.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Slots that become durable together: their central blocks with heights, links and hashes, and the
 * bytes of all their lines in one journal batch. Owned by the appender.
 */
final class SealedBatch {
    private final List<Slot> slots;
    private final List<Pending> blocks = new ArrayList<>();
    private final List<ElementHead> heads = new ArrayList<>();
    private final Batch batch;
    private final Base after;
    private long segment = -1;
    // Times, as in Commit.
    private long waiting;
    private long sealing;
    private long sealed;
    private long durable;

    /**
     * Seals slots behind a base. A crash here, or anywhere before the batch is in the journal, loses
     * only what nobody was told.
     */
    SealedBatch(List<Slot> slots, Base before, Hasher hasher) {
        this.slots = slots;
        slots.forEach(slot -> blocks.addAll(slot.blocks()));
        long height = before.height();
        for (Pending block : blocks) {
            block.centralHeight = ++height;
            linkToElement(block);
        }
        this.batch = new Batch(before, capacity());
        heads.forEach(head -> addRun(batch, head));
        this.after = blocks.isEmpty() ? before : addCentral(before, hasher);
    }

    /** Blocks of one element go to its file in one run. */
    private void linkToElement(Pending block) {
        Pending.OfElement element = block.element;
        if (element == null) {
            return;
        }
        ElementHead head = element.head;
        if (head.lastOfBatch == null) {
            head.firstOfBatch = block;
            heads.add(head);
        } else {
            head.lastOfBatch.nextOfElement = block;
        }
        head.lastOfBatch = block;
    }

    private int capacity() {
        long capacity = Batch.overhead(Layout.LEDGER);
        for (Pending block : blocks) {
            capacity += block.central.maxLineLength() + 1;
            if (block.element != null) {
                capacity += block.element.block.maxLineLength() + 1 + Batch.overhead(block.element.head.path);
            }
        }
        return Math.toIntExact(capacity);
    }

    private static void addRun(Batch lines, ElementHead head) {
        JsonWriter out = lines.begin(head.path, head.fileEnd);
        for (Pending block = head.firstOfBatch; block != null; block = block.nextOfElement) {
            Pending.OfElement element = block.element;
            if (element != null) {
                block.elementFrom = out.length();
                element.block.writeLine(out, block.centralHeight);
                block.elementTo = out.length();
                out.put('\n');
            }
        }
        head.fileEnd += lines.end();
        head.firstOfBatch = null;
        head.lastOfBatch = null;
    }

    private Base addCentral(Base before, Hasher hasher) {
        JsonWriter out = batch.begin(Layout.LEDGER, before.length());
        Head head = new Head(before.height(), before.hash());
        long timestamp = before.timestamp();
        for (Pending block : blocks) {
            block.centralFrom = out.length();
            Hash hash = block.central.writeLine(out, block.centralHeight, head.hash(), hasher);
            block.centralTo = out.length();
            out.put('\n');
            head = new Head(block.centralHeight, hash);
            block.centralHead = head;
            timestamp = block.central.timestamp();
            if (block.element != null) {
                block.element.tip.sealed(head);
            }
        }
        return new Base(head, timestamp, before.length() + batch.end());
    }

    List<Slot> slots() {
        return slots;
    }

    List<Pending> blocks() {
        return blocks;
    }

    /** The elements of the batch, each once. */
    List<ElementHead> heads() {
        return heads;
    }

    /** What goes to the journal, and from there to the files. */
    Batch lines() {
        return batch;
    }

    /** Where the ledger stands with this batch. */
    Base after() {
        return after;
    }

    /** The journal segment that holds it; -1 while none does. */
    long segment() {
        return segment;
    }

    void sealed(long waitingSince, long began, long ended) {
        waiting = waitingSince;
        sealing = began;
        sealed = ended;
    }

    void inSegment(long number, long at) {
        segment = number;
        durable = at;
    }

    /** What became of it, for the observer. */
    Commit commit(long applied) {
        return new Commit(blocks.size(), batch.recordLength(), waiting, sealing, sealed, durable, applied);
    }

    /** The blocks, for readers and callers, now that they are visible. */
    Published published(Visible now) {
        List<Published.Line> lines = new ArrayList<>(blocks.size());
        for (Pending block : blocks) {
            Outcome.Committed committed = new Outcome.Committed(elementBlock(block), centralBlock(block));
            block.committed(committed);
            lines.add(new Published.Line(committed.central(), committed.element()));
        }
        return new Published(now, lines);
    }

    private Outcome.Block centralBlock(Pending block) {
        Head head = block.centralHead;
        return new Outcome.Block(head.height(), head.hash(), batch.array(), block.centralFrom, block.centralTo);
    }

    private Outcome.@Nullable Block elementBlock(Pending block) {
        if (block.element == null) {
            return null;
        }
        Head head = block.element.tip.element();
        return new Outcome.Block(head.height(), head.hash(), batch.array(), block.elementFrom, block.elementTo);
    }
}
