package io.hostledger.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * A ledger that was tampered with, and what must be found in it.
 *
 * @param name what was done
 */
record Damage(String name, SampleLedger ledger, List<Expected> expected) {
    /**
     * A finding that must be there.
     *
     * @param line 0: anywhere in the file
     * @param says a part of its detail
     */
    record Expected(String file, int line, List<FindingKind> anyOf, String says) {
        boolean fits(Finding finding) {
            return finding.file().equals(file)
                    && (line == 0 || finding.line() == line)
                    && anyOf.contains(finding.kind())
                    && finding.detail().contains(says);
        }
    }

    static Damage of(String name, SampleLedger ledger) {
        return new Damage(name, ledger, new ArrayList<>());
    }

    Damage finds(String file, int line, FindingKind... anyOf) {
        expected.add(new Expected(file, line, List.of(anyOf), ""));
        return this;
    }

    /** The finding that was told last has this in its detail. */
    Damage saying(String part) {
        Expected last = expected.removeLast();
        expected.add(new Expected(last.file, last.line, last.anyOf, part));
        return this;
    }

    @Override
    public String toString() {
        return name;
    }
}
