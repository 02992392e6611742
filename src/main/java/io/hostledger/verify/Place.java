package io.hostledger.verify;

import io.hostledger.codec.ElementScan;
import org.jspecify.annotations.Nullable;

/** The line of an element's chain that is being looked at. One thread's own. */
final class Place {
    private final Findings findings;
    private String file = "";
    private long line;
    private long offset;
    private boolean holding;
    private Findings held = new Findings();

    Place(Findings findings) {
        this.findings = findings;
    }

    String file() {
        return file;
    }

    /** From 1. */
    long line() {
        return line;
    }

    void open(String path) {
        file = path;
        line = 0;
        offset = 0;
        drop();
    }

    /** From here on, whether it is to be seen yet if findings count. */
    void hold(boolean newHolding) {
        holding = newHolding;
    }

    /** What was held counts. */
    void release() {
        if (held.count() > 0) {
            held.kept().forEach(findings::add);
            findings.countMore(held.count() - held.kept().size());
            drop();
        }
    }

    /** What was held does not count. */
    void drop() {
        holding = false;
        if (held.count() > 0) {
            held = new Findings();
        }
    }

    /** Goes to the line that starts at an offset. */
    void next(long newOffset) {
        line++;
        offset = newOffset;
    }

    /** A finding about the line as such. */
    void add(FindingKind kind, @Nullable String detail) {
        add(new Finding(kind, file, line, offset, null, null, String.valueOf(detail)));
    }

    /** A finding about the block that stands in the line. */
    void add(FindingKind kind, ElementScan block, String detail) {
        add(of(kind, block, detail));
    }

    void add(Finding finding) {
        (holding ? held : findings).add(finding);
    }

    /** A finding that counts whether it is held or not. */
    void addAtOnce(FindingKind kind, ElementScan block, String detail) {
        findings.add(of(kind, block, detail));
    }

    Finding of(FindingKind kind, ElementScan block, String detail) {
        return new Finding(kind, file, line, offset, id(block), block.height(), detail);
    }

    boolean wantsDetail() {
        return !findings.full();
    }

    static String id(ElementScan block) {
        return MemberText.of(block.line(), block.elementId);
    }
}
