package io.hostledger.ledger;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.Layout;
import io.hostledger.codec.LineHeight;
import io.hostledger.disk.Files;
import io.hostledger.disk.Lines;
import java.io.IOException;

/** Finds a central block by its height. */
final class CentralBlocks {
    private CentralBlocks() {}

    /**
     * The block of a height that is in the ledger up to {@code end}, its hash computed again. Blocks.
     *
     * @throws DamagedLedger if there is none
     */
    static CentralBlock at(Files files, long height, long end) throws IOException, DamagedLedger {
        try (Files.OpenFile ledger = files.open(Layout.LEDGER)) {
            Lines.Line line = Lines.search(ledger, end, LineHeight::of, height);
            CentralBlock block = line == null ? null : TrustedLine.central(line);
            if (block == null || block.height() != height) {
                throw new DamagedLedger(Layout.LEDGER, end, "there is no block " + height + " before this byte");
            }
            return block;
        }
    }
}
