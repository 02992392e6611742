package io.hostledger.ledger;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.CentralBlock.ElementRef;
import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.Lines;
import io.hostledger.index.Catalogue;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads an element's head from its file, and holds it against the central ledger: its last line must
 * be the block that the last central block of the element names.
 */
final class HeadLoader {
    private final Files files;
    private final Catalogue catalogue;
    private final Supplier<Visible> visible;

    HeadLoader(Files files, Catalogue catalogue, Supplier<Visible> visible) {
        this.files = files;
        this.catalogue = catalogue;
        this.visible = visible;
    }

    /** Blocks. */
    ElementHead load(ElementId id) throws IOException, DamagedLedger {
        String path = Layout.chain(id);
        Catalogue.Entry entry = catalogue.get(id.text());
        if (entry == null) {
            if (files.exists(path) && files.size(path) > 0) {
                throw new DamagedLedger(path, 0, "the central ledger has no block of this element");
            }
            return ElementHead.ofNew(id);
        }
        try (Files.OpenFile file = files.open(path)) {
            long end = file.size();
            Lines.Line line = lastLine(file, path, end);
            ElementBlock block = TrustedLine.element(path, line);
            Catalogue.Last last = entry.last();
            CentralBlock central =
                    CentralBlocks.at(files, last.centralHeight(), visible.get().length());
            if (!named(central.element(), id, block) || block.centralHeight() != central.height()) {
                throw new DamagedLedger(
                        path,
                        line.offset(),
                        "this is not the last block of the element, which central block " + central.height()
                                + " names");
            }
            Tip tip = new Tip(new Head(block.height(), block.hash()), central.head());
            ElementHead head = ElementHead.of(id, tip, block.state().compact(), end);
            head.entry = entry;
            return head;
        } catch (NoSuchFileException e) {
            throw new DamagedLedger(
                    path,
                    0,
                    "the file is missing, central block " + entry.last().centralHeight() + " names a block in it");
        }
    }

    private static Lines.Line lastLine(Files.OpenFile file, String path, long end) throws IOException, DamagedLedger {
        byte[] newline = new byte[1];
        if (end > 0 && (file.read(end - 1, newline, 0, 1) < 1 || newline[0] != '\n')) {
            throw new DamagedLedger(path, end, "the last line is not whole");
        }
        Lines.Line line = Lines.last(file, end);
        if (line == null) {
            throw new DamagedLedger(path, 0, "the file is empty");
        }
        return line;
    }

    private static boolean named(@Nullable ElementRef reference, ElementId id, ElementBlock block) {
        return reference != null
                && reference.id().equals(id.text())
                && block.elementId().equals(id.text())
                && reference.height() == block.height()
                && reference.hash().equals(block.hash());
    }
}
