package io.hostledger.ledger;

import io.hostledger.chain.ElementBlock;
import io.hostledger.disk.Files;
import io.hostledger.disk.Lines;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Finds a block of an element's chain by its height. */
final class ElementBlocks {
    private ElementBlocks() {}

    /**
     * The block of a height in the file of an element, its hash computed again. Blocks.
     *
     * @throws DamagedLedger if it is not there
     */
    static ElementBlock at(Files files, String path, long height) throws IOException, DamagedLedger {
        try (Files.OpenFile file = files.open(path)) {
            long end = Lines.wholeEnd(file, file.size());
            Lines.Line line = Lines.search(file, end, TrustedLine::height, height);
            ElementBlock block = line == null ? null : TrustedLine.element(path, line);
            if (block == null || block.height() != height) {
                throw new DamagedLedger(path, end, "there is no block " + height + " before this byte");
            }
            return block;
        } catch (NoSuchFileException e) {
            throw new DamagedLedger(path, 0, "the file is missing");
        }
    }
}
