package io.hostledger.cli;

import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.Json;
import io.hostledger.chain.Timestamp;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Element blocks as a history that a person likes to read. */
final class BlockText {
    private final PrintWriter out;
    private final Paint paint;
    private final DiffText differences;
    private boolean first = true;

    BlockText(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
        this.differences = new DiffText(out, paint);
    }

    void print(ElementBlock block) {
        if (!first) {
            out.println();
        }
        first = false;
        out.println(paint.title("block " + block.height() + " " + block.hash()));
        member("time", Timestamp.format(block.timestamp()));
        member("actor", block.by().actor() + " (" + block.by().source().text() + ")");
        member("for", block.by().onBehalfOf());
        String target = block.rolledBackTo() == null ? "" : " to block " + block.rolledBackTo();
        member("action", block.modificationType() + target);
        member("reason", block.reason());
        member("change", block.by().changeId());
        member("with", block.by().correlationId());
        member("central", Long.toString(block.centralHeight()));
        out.println();
        changes(block);
    }

    private void member(String name, @Nullable String text) {
        if (text != null) {
            out.println(paint.faint(EntryText.pad(name, 9)) + Plain.text(text));
        }
    }

    private void changes(ElementBlock block) {
        Json changes = block.height() == 0 ? Diff.between(Json.NULL, block.state()) : block.changes();
        if (changes.equals(Json.EMPTY_ARRAY)) {
            out.println("    " + paint.faint(block.deleted() ? "(deleted)" : "(the state stayed the same)"));
        } else {
            differences.print(changes);
        }
    }
}
