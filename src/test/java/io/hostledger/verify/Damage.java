package io.hostledger.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * A ledger that was tampered with, and what must be found in it.
 *
 * @param name what was done
 */
record Damage(String name, SampleLedger ledger, List<Expected> expected) {
    /** A finding that must be there. @param line 0: anywhere in the file */
    record Expected(String file, int line, List<FindingKind> anyOf) {
        boolean fits(Finding finding) {
            return finding.file().equals(file)
                    && (line == 0 || finding.line() == line)
                    && anyOf.contains(finding.kind());
        }
    }

    static Damage of(String name, SampleLedger ledger) {
        return new Damage(name, ledger, new ArrayList<>());
    }

    Damage finds(String file, int line, FindingKind... anyOf) {
        expected.add(new Expected(file, line, List.of(anyOf)));
        return this;
    }

    @Override
    public String toString() {
        return name;
    }
}
