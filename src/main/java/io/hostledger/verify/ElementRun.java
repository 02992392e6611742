package io.hostledger.verify;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.codec.LineHeight;
import io.hostledger.disk.Files;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Lines;
import io.hostledger.disk.Lines.Line;
import io.hostledger.verify.ChainCheck.Limit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One check of the chain of an element, and of the central blocks that it names. */
final class ElementRun {
    /** Most chains are short, and only one is read. */
    private static final Sizes SIZES = new Sizes(32 << 10, Sizes.STANDARD.segment());

    private final Verification asked;
    private final Files files;
    private final ElementId element;
    private final @Nullable Head last;
    private final Findings findings = new Findings();
    private final long began = System.nanoTime();

    ElementRun(Verification asked, ElementId element, @Nullable Head last) {
        this.asked = asked;
        this.files = asked.files;
        this.element = element;
        this.last = last;
    }

    Report report() throws IOException {
        if (!files.exists(Layout.LEDGER)) {
            return report(null, 0);
        }
        try (OpenFile ledger = files.open(Layout.LEDGER)) {
            long length = asked.visibleLength >= 0 ? asked.visibleLength : ledger.size();
            return report(ledger, Lines.wholeEnd(ledger, length));
        }
    }

    private Report report(@Nullable OpenFile ledger, long end) throws IOException {
        Owners owners = new Owners(asked.types);
        CentralFile blocks = new CentralFile(ledger, end);
        FileLookup lookup = new FileLookup(blocks, new References(owners), findings);
        Head head = head(ledger, end, lookup);
        for (Head expected : asked.expected) {
            expect(expected, lookup);
        }
        Place place = new Place(findings);
        place.open(Layout.chain(element));
        Limit limit = new Limit(asked.live, head == null ? -1 : head.height());
        ChainCheck check = new ChainCheck(place, new CrossCheck(owners, lookup, blocks, place), limit, SIZES);
        check.expect(last);
        if (last == null || files.exists(place.file())) {
            try (OpenFile chain = files.open(place.file())) {
                check.check(chain, new Pulse(asked.watch));
            }
        }
        if (last != null && !check.holdsExpected()) {
            findings.add(new Finding(
                    FindingKind.MISSING_ELEMENT_BLOCK,
                    place.file(),
                    0,
                    0,
                    element.text(),
                    last.height(),
                    "the chain has no block " + last + ", which is known to be its last"));
        }
        return new Report(
                head,
                new Report.Checked(lookup.checked(), 0, check.blocks(), 1),
                check.unsettled(),
                findings.kept(),
                findings.count(),
                (System.nanoTime() - began) / 1_000_000);
    }

    private static @Nullable Head head(@Nullable OpenFile ledger, long end, FileLookup lookup) throws IOException {
        Line line = ledger == null ? null : Lines.last(ledger, end);
        if (line == null) {
            return null;
        }
        long height = LineHeight.of(line.bytes());
        Hash hash = lookup.hash(height);
        return hash == null ? null : new Head(height, hash);
    }

    private void expect(Head expected, FileLookup lookup) throws IOException {
        if (!lookup.holds(expected.height(), expected.hash())) {
            findings.add(new Finding(
                    FindingKind.FORKED_HISTORY,
                    Layout.LEDGER,
                    0,
                    0,
                    null,
                    expected.height(),
                    Sentences.forked(expected, lookup.hash(expected.height()))));
        }
    }
}
