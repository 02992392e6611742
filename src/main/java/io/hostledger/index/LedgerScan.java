package io.hostledger.index;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.chain.Timestamp;
import io.hostledger.disk.Files;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.LineCursor;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Reads the central ledger on from where somebody has read it before, some million lines a second. */
final class LedgerScan {
    /** Is shown each block. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param offset where the block's line begins
         * @param end where the next line begins
         */
        void block(CentralFields block, long offset, long end) throws IOException;
    }

    private LedgerScan() {}

    /**
     * Shows the visitor every block behind an extent whose line ends before the limit.
     *
     * @return the extent up to the last one
     * @throws UnreadableLedger if a line is no central block, or a height is not one more than the last
     */
    static Extent run(Files files, Extent from, long limit, Visitor visitor) throws IOException {
        try (OpenFile file = files.open(Layout.LEDGER)) {
            return run(new LineCursor(file, from.length(), limit, LineCursor.MANY), from, visitor);
        } catch (NoSuchFileException e) {
            return from; // no block was ever made
        }
    }

    /** Whether the ledger's line that ends where the extent does is that of the extent's head. */
    static boolean holds(Files files, Extent extent) throws IOException {
        if (extent.head() == null) {
            return true;
        }
        try (OpenFile file = files.open(Layout.LEDGER)) {
            if (file.size() < extent.length()) {
                return false;
            }
            LineCursor lines = new LineCursor(file, extent.length(), extent.length(), LineCursor.FEW);
            CentralFields block = new CentralFields();
            return lines.previous()
                    && block.read(lines.array(), lines.from(), lines.to())
                    && block.height() == extent.height()
                    && extent.head().hash().equals(block.hash(CentralFields.Field.HASH));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Extent run(LineCursor lines, Extent from, Visitor visitor) throws IOException {
        CentralFields block = new CentralFields();
        long legacy = from.legacyBlocks();
        long blocks = from.blocks();
        long height = from.height();
        while (lines.next()) {
            read(block, lines);
            if (blocks == 0) {
                height = block.legacy() ? 0 : -1;
            }
            if (block.height() != ++height || (block.legacy() && legacy < blocks)) {
                throw new UnreadableLedger(
                        Layout.LEDGER,
                        lines.offset(),
                        "a block of height " + block.height() + " where that of height " + height + " belongs");
            }
            legacy += block.legacy() ? 1 : 0;
            blocks++;
            visitor.block(block, lines.offset(), lines.end());
        }
        return blocks == from.blocks() ? from : upTo(lines, block, blocks, legacy);
    }

    /** The extent up to the cursor's line, which the failed step forward left where it was but may have unloaded. */
    private static Extent upTo(LineCursor lines, CentralFields block, long blocks, long legacy) throws IOException {
        lines.seek(lines.offset()).next();
        read(block, lines);
        Hash hash = block.hash(CentralFields.Field.HASH);
        long timestamp = block.timestamp();
        if (hash == null || timestamp == Timestamp.NONE) {
            throw new UnreadableLedger(Layout.LEDGER, lines.offset(), "the block has no hash, or no timestamp");
        }
        return new Extent(new Head(block.height(), hash), timestamp, lines.end(), blocks, legacy);
    }

    private static void read(CentralFields block, LineCursor lines) throws UnreadableLedger {
        if (!block.read(lines.array(), lines.from(), lines.to())) {
            throw new UnreadableLedger(Layout.LEDGER, lines.offset(), "not a central block");
        }
    }
}
