package io.hostledger.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which central blocks have an element block that answers to them. Blocks in a file that is not
 * their element's claim last, in the order of a report: so a copy is blamed and not the original,
 * whichever thread comes first. Safe for several threads.
 */
final class Claims {
    private record Late(long height, Finding finding) {}

    private final HeightTable table;
    private final Findings findings;
    private final List<Late> late = new ArrayList<>();

    Claims(HeightTable table, Findings findings) {
        this.table = table;
        this.findings = findings;
    }

    /** An element block in its own file answers to a height; false if another one did already. */
    boolean claim(long height) {
        return table.claim(height);
    }

    /** An element block names a height at which another block stands. */
    void name(long height) {
        table.answer(height);
    }

    /** An element block in a foreign file answers to a height; the finding holds if another one did already. */
    void claimLate(long height, Finding finding) {
        synchronized (this) {
            if (late.size() < Findings.KEPT) {
                late.add(new Late(height, finding));
                return;
            }
        }
        settle(height, finding);
    }

    private void settle(long height, Finding finding) {
        if (!table.answer(height)) {
            findings.add(finding);
        }
    }

    /** Settles the late claims, after all others were made. */
    synchronized void settle() {
        late.sort(Comparator.comparing(Late::finding));
        for (Late claim : late) {
            settle(claim.height, claim.finding);
        }
        late.clear();
    }
}
