package io.hostledger.cli;

import io.hostledger.verify.Report;
import io.hostledger.verify.Report.Checked;
import java.io.PrintWriter;
import java.util.Locale;

/** A verification report for people. */
final class ReportText {
    private final PrintWriter out;
    private final Paint paint;

    ReportText(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    void print(Report report) {
        FindingText findings = new FindingText(out, paint);
        report.findings().forEach(findings::print);
        if (report.found() > report.findings().size()) {
            out.println("… and " + Amount.of(report.found() - report.findings().size(), "finding") + " more");
        }
        if (!report.intact()) {
            out.println();
        }
        out.println(
                report.intact() ? paint.good("INTACT") : paint.bad("DAMAGED: " + Amount.of(report.found(), "finding")));
        Checked checked = report.checked();
        String legacy = checked.legacyBlocks() == 0 ? "" : ", " + Amount.of(checked.legacyBlocks()) + " of them legacy";
        out.println("  checked  " + Amount.of(checked.centralBlocks(), "central block") + legacy + "; "
                + Amount.of(checked.elementBlocks(), "element block") + " of "
                + Amount.of(checked.elements(), "element"));
        out.println("  head     " + (report.head() == null ? "none, the ledger is empty" : report.head()));
        if (report.unsettled() > 0) {
            out.println(
                    "  beyond   " + Amount.of(report.unsettled(), "line") + " not settled yet, of changes made since");
        }
        out.println("  took     " + String.format(Locale.ROOT, "%.3f s", report.tookMillis() / 1_000.0));
    }
}
