package io.hostledger.cli;

import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.JsonText;
import io.hostledger.codec.UnreadableLine;
import java.io.PrintWriter;

/** What changed, for people: a line for the block, then its reason and its differences. */
final class ChangeText {
    private static final int CENTRAL = "{\"central\":".length();
    private static final int ELEMENT = ",\"element\":".length();

    private final PrintWriter out;
    private final Paint paint;
    private final boolean details;
    private final EntryText entries;
    private final DiffText differences;
    private final CentralEntry.Reader reader = new CentralEntry.Reader();

    ChangeText(PrintWriter out, Paint paint, boolean details) {
        this.out = out;
        this.paint = paint;
        this.details = details;
        this.entries = new EntryText(out, paint);
        this.differences = new DiffText(out, paint);
    }

    /** @param item {@code {"central":…,"element":…}}, both lines verbatim, the element's only if it has one */
    void print(byte[] item, int length) throws UnreadableLine {
        int end = JsonText.endOfValue(item, CENTRAL);
        entries.print(reader.read(item, CENTRAL, end));
        if (details && end + ELEMENT < length) {
            print(ElementEntry.read(item, end + ELEMENT, length - 1).block());
        }
    }

    private void print(ElementBlock block) {
        if (block.reason() != null) {
            out.println("    " + paint.bold(Plain.text(block.reason())));
        }
        differences.print(block.changes());
    }
}
