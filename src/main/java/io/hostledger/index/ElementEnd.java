package io.hostledger.index;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.LineCursor;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Looks at the end of an element's chain. */
final class ElementEnd {
    private ElementEnd() {}

    /**
     * Whether the element's block of a height, one of its last, has a state of null. False also if there is no such
     * block: that the tiers do not agree is found out by whoever reads the element.
     */
    static boolean deleted(Files files, ElementId element, long height) throws IOException {
        try (OpenFile file = files.open(Layout.chain(element))) {
            LineCursor lines = new LineCursor(file, 0, Long.MAX_VALUE, LineCursor.FEW).seekEnd();
            ElementFields block = new ElementFields();
            while (lines.previous() && block.read(lines.array(), lines.from(), lines.to())) {
                if (block.height() <= height) {
                    return block.height() == height && block.deleted();
                }
            }
            return false;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
