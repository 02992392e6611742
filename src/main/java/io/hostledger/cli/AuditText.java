package io.hostledger.cli;

import io.hostledger.chain.Items;
import io.hostledger.chain.Json;
import java.io.PrintWriter;

/** An audit report for people. */
final class AuditText {
    private static final int NAME = 32;

    private final PrintWriter out;
    private final Paint paint;

    AuditText(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    /** @param report as of GET /v1/reports/audit */
    void print(Json report) {
        out.println(paint.bold(Amount.of(Answers.member(report, "blocks").height(), "block")));
        head(report, "first");
        head(report, "last");
        counts(report, "by_actor", "actor");
        counts(report, "by_element_type", "element_type");
        counts(report, "by_action", "action");
        counts(report, "by_hour", "hour");
        counts(report, "most_changed", "element_id");
    }

    private void head(Json report, String name) {
        Json head = Answers.member(report, name);
        if (head.isObject()) {
            String block = Answers.text(head, "height") + ":" + Answers.text(head, "hash");
            out.println("  " + paint.faint(EntryText.pad(name, 5)) + "  " + block);
        }
    }

    private void counts(Json report, String section, String name) {
        Items items = Answers.member(report, section).items();
        boolean first = true;
        while (items.next()) {
            if (first) {
                out.println();
                out.println(paint.title(section.replace('_', ' ')));
                first = false;
            }
            Json item = items.value();
            line(Answers.text(item, name), Answers.member(item, "blocks").height());
        }
        Json others = report.member(section + "_left_out");
        if (others != null) {
            line("(others)", others.height());
        }
    }

    private void line(String name, long blocks) {
        out.printf("  %s %9s%n", EntryText.pad(name, NAME), Amount.of(blocks));
    }
}
