package io.hostledger.cli;

import io.hostledger.chain.ElementBlock;
import java.io.PrintWriter;

/** What changed, for people: a line for the block, then its reason and its differences. */
final class ChangeText {
    private final PrintWriter out;
    private final Paint paint;
    private final boolean details;
    private final EntryText entries;
    private final DiffText differences;

    ChangeText(PrintWriter out, Paint paint, boolean details) {
        this.out = out;
        this.paint = paint;
        this.details = details;
        this.entries = new EntryText(out, paint);
        this.differences = new DiffText(out, paint);
    }

    void print(ChangeEntry change) {
        entries.print(change.central());
        if (details && change.element() != null) {
            print(change.element().block());
        }
    }

    private void print(ElementBlock block) {
        if (block.reason() != null) {
            out.println("    " + paint.bold(Plain.text(block.reason())));
        }
        differences.print(block.changes());
    }
}
