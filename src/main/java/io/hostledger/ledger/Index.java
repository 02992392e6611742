package io.hostledger.ledger;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.CentralBlock.ElementRef;
import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.Files;
import io.hostledger.index.Catalogue;
import io.hostledger.index.Catalogue.Last;
import io.hostledger.index.ChangeIds;
import io.hostledger.index.Derived;
import io.hostledger.index.Extent;
import io.hostledger.index.IndexFile;
import io.hostledger.journal.Base;
import java.io.IOException;
import java.security.SecureRandom;

/** What the engine derives from the ledger to find its way: elements, change ids, counts. Written by the appender alone. */
final class Index {
    private final Catalogue catalogue;
    private final ChangeIds changeIds;
    private final long legacyBlocks;
    private final Base loaded;
    private long blocks;

    private Index(Derived derived) {
        Extent extent = derived.extent();
        this.catalogue = derived.catalogue();
        this.changeIds = derived.changeIds();
        this.blocks = extent.blocks();
        this.legacyBlocks = extent.legacyBlocks();
        this.loaded = new Base(extent.head(), extent.timestamp(), extent.length());
    }

    /** Where the ledger stood, or will stand, as far as was loaded. */
    Base loaded() {
        return loaded;
    }

    /**
     * What the ledger says up to where it stands, or to a later batch of the journal, by the file of the
     * index as far as that fits. Blocks.
     */
    static Index load(Files files, ElementTypes types, Recovery.Found found) throws IOException {
        return load(files, types, found.start(), found);
    }

    /** What the ledger says up to here and no further. Blocks. */
    static Index load(Files files, ElementTypes types, Base end) throws IOException {
        return load(files, types, end, IndexFile.Ahead.NOTHING);
    }

    private static Index load(Files files, ElementTypes types, Base end, IndexFile.Ahead ahead) throws IOException {
        long seed = new SecureRandom().nextLong();
        return new Index(IndexFile.open(files, types, end.length(), ahead, seed));
    }

    /** What the file of the index is to hold, for what was visible then; the ledger may have gone on since. */
    byte[] encode(Visible at) {
        Extent extent = new Extent(at.head(), at.timestamp(), at.length(), at.blocks(), legacyBlocks);
        return IndexFile.encode(new Derived(catalogue, changeIds, extent));
    }

    /** Takes up a block that was read from the ledger. */
    void add(CentralBlock block, boolean deleted) {
        blocks++;
        ElementRef element = block.element();
        if (element != null) {
            catalogue.update(element.id(), new Last(element.height(), block.height(), deleted));
        }
        if (block.by().changeId() != null) {
            changeIds.add(block.by().changeId(), block.height());
        }
    }

    /** Takes up what is about to become visible. */
    void add(SealedBatch batch) {
        for (Pending block : batch.blocks()) {
            blocks++;
            Pending.OfElement element = block.element;
            if (element != null) {
                ElementHead head = element.head;
                Last last =
                        new Last(element.tip.element().height(), block.centralHead.height(), element.state.isNull());
                head.entry = head.entry == null ? catalogue.update(head.id, last) : head.entry.moveOn(last);
            }
            if (block.changeId != null) {
                changeIds.add(block.changeId, block.centralHead.height());
            }
        }
    }

    Visible visible(Base at) {
        return new Visible(at.head(), at.timestamp(), at.length(), blocks, catalogue.size(), legacyBlocks);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    ChangeIds changeIds() {
        return changeIds;
    }
}
