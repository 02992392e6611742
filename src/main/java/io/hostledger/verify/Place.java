package io.hostledger.verify;

import io.hostledger.chain.JsonText;
import io.hostledger.codec.ElementScan;
import org.jspecify.annotations.Nullable;

/** The line of an element's chain that is being looked at. One thread's own. */
final class Place {
    private final Findings findings;
    private String file = "";
    private long line;
    private long offset;

    Place(Findings findings) {
        this.findings = findings;
    }

    String file() {
        return file;
    }

    void open(String path) {
        file = path;
        line = 0;
        offset = 0;
    }

    /** Goes to the line that starts at an offset. */
    void next(long newOffset) {
        line++;
        offset = newOffset;
    }

    /** A finding about the line as such. */
    void add(FindingKind kind, @Nullable String detail) {
        findings.add(new Finding(kind, file, line, offset, null, null, String.valueOf(detail)));
    }

    /** A finding about the block that stands in the line. */
    void add(FindingKind kind, ElementScan block, String detail) {
        findings.add(of(kind, block, detail));
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    Finding of(FindingKind kind, ElementScan block, String detail) {
        return new Finding(kind, file, line, offset, id(block), block.height(), detail);
    }

    boolean wantsDetail() {
        return !findings.full();
    }

    static String id(ElementScan block) {
        return JsonText.decode(block.line(), block.elementId.from() + 1, block.elementId.to() - 1);
    }
}
