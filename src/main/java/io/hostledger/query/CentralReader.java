package io.hostledger.query;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.LineCursor;
import io.hostledger.index.CentralFields;
import io.hostledger.index.UnreadableLedger;
import io.hostledger.index.View;
import java.io.IOException;

/** Goes from central line to central line by height. */
final class CentralReader implements AutoCloseable {
    /** Heights that are further apart are gone to by the index. */
    private static final int NEAR = 16;

    private final View view;
    private final OpenFile file;
    private final LineCursor lines;
    private final CentralFields block = new CentralFields();
    /** The height of the line that the cursor stands on; -1: none. */
    private long at = -1;

    /** @param chunk bytes to read at once, as many lines or few are wanted */
    CentralReader(Files files, View view, int chunk) throws IOException {
        this.view = view;
        this.file = files.open(Layout.LEDGER);
        this.lines = new LineCursor(file, 0, view.visible().length(), chunk);
    }

    /**
     * Goes to the line of a visible block.
     *
     * @return where its members stand, good till the next call
     */
    CentralFields go(long height) throws IOException {
        if (at >= 0 && height == at - 1) {
            step(lines.previous(), -1);
        } else {
            if (at < 0 || height < at || height > at + NEAR) {
                View.Place place = view.place(height);
                lines.seek(place.offset());
                at = place.height() - 1;
            }
            while (at < height) {
                step(lines.next(), 1);
            }
        }
        if (!block.read(lines.array(), lines.from(), lines.to()) || block.height() != height) {
            throw new UnreadableLedger(Layout.LEDGER, lines.offset(), "not the central block of height " + height);
        }
        return block;
    }

    private void step(boolean moved, int by) throws UnreadableLedger {
        if (!moved) {
            throw new UnreadableLedger(Layout.LEDGER, lines.end(), "no whole line");
        }
        at += by;
    }

    /** The line that it went to; its bytes are good till it goes on. */
    LineCursor line() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
