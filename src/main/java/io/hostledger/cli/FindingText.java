package io.hostledger.cli;

import io.hostledger.verify.Finding;
import java.io.PrintWriter;

/** Findings for people. */
final class FindingText {
    private final PrintWriter out;
    private final Paint paint;

    FindingText(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    void print(Finding finding) {
        String line = finding.line() == 0 ? "" : ":" + finding.line();
        String offset = finding.line() == 0 && finding.byteOffset() == 0 ? "" : " (byte " + finding.byteOffset() + ")";
        out.println(paint.bad(finding.kind().slug()) + "  " + paint.bold(Plain.text(finding.file()) + line + offset));
        String block = block(finding);
        if (!block.isEmpty()) {
            out.println("    " + block);
        }
        out.println("    " + Plain.text(finding.detail()));
    }

    private static String block(Finding finding) {
        String height = finding.height() == null ? "" : "block " + finding.height();
        if (finding.elementId() == null) {
            return height;
        }
        return (height.isEmpty() ? "" : height + " of ") + Plain.text(finding.elementId());
    }
}
