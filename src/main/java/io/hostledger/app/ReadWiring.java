package io.hostledger.app;

import io.hostledger.disk.Files;
import io.hostledger.index.BlockIndex;
import io.hostledger.index.Extent;
import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Visible;
import io.hostledger.query.LedgerReads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Makes what answers questions, on the ledger that this process writes. */
@Singleton
class ReadWiring {
    @Produces
    @Singleton
    LedgerReads reads(Files files, OpenLedger open, Settings settings) throws IOException {
        Ledger ledger = open.ledger();
        BlockIndex index = new BlockIndex(files, settings.index().memory().asLongValue());
        IndexKeeping keeping = new IndexKeeping(index, () -> extent(ledger.visible()), open.disk(), open.blocking());
        ledger.addListener(keeping);
        open.beforeRelease(keeping::close);
        keeping.readOn();
        return new LedgerReads(files, ledger.catalogue(), index, () -> extent(ledger.visible()));
    }

    private static Extent extent(Visible visible) {
        return new Extent(
                visible.head(), visible.timestamp(), visible.length(), visible.blocks(), visible.legacyBlocks());
    }
}
