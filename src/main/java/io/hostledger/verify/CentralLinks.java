package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.verify.Segment.Adoption;
import io.hostledger.verify.Segment.Row;
import io.hostledger.verify.Segment.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds between the blocks of the central ledger. Takes its segments in order; owned by whoever adds one. */
final class CentralLinks {
    /** The hash of the legacy bytes up to an offset, in hex. */
    interface LegacyBytes {
        Hash hash(long end) throws IOException;
    }

    private static final Hash BEFORE_LEGACY = Segment.link("");

    private final HeightTable table;
    private final References references;
    private final Findings findings;
    private final LegacyBytes legacyBytes;
    private final List<Witnessed> witnessed = new ArrayList<>();

    private long lines;
    private boolean uncounted;
    private long blocks;
    private long legacyBlocks;
    private long legacyEnd;
    private long elementBlocks;
    private @Nullable Row last;
    private long reach = -1;
    private long reachLine;
    private @Nullable Time time;

    /** A head that the ledger must hold, and what it holds in its place. */
    private static final class Witnessed {
        final Head head;

        @Nullable
        Hash found;

        long line;
        long offset;

        Witnessed(Head head) {
            this.head = head;
        }
    }

    CentralLinks(HeightTable table, References references, Findings findings, LegacyBytes legacyBytes) {
        this.table = table;
        this.references = references;
        this.findings = findings;
        this.legacyBytes = legacyBytes;
    }

    void expect(Head head) {
        witnessed.add(new Witnessed(head));
    }

    void add(Segment segment) throws IOException {
        for (Finding finding : segment.findings) {
            findings.add(finding.at(number((int) finding.line())));
        }
        for (Row row : segment.rows) {
            row(row);
        }
        lines += segment.lines;
        uncounted |= segment.broken;
    }

    /** The number of a line of the segment; 0 if it is not known how many came before. */
    private long number(int line) {
        return uncounted ? 0 : lines + line + 1;
    }

    private void row(Row row) throws IOException {
        if (row.legacy()) {
            legacy(row);
        } else {
            current(row);
        }
        link(row);
        table.put(row.height(), references.ofHash(row.hash()), row.reference());
        blocks++;
        elementBlocks += row.reference() == 0 ? 0 : 1;
        for (Witnessed witness : witnessed) {
            if (witness.head.height() == row.height()) {
                witness.found = row.hash();
                witness.line = number(row.line());
                witness.offset = row.offset();
            }
        }
        last = row;
    }

    private void legacy(Row row) {
        if (last != null && !last.legacy()) {
            add(FindingKind.UNREADABLE_LINE, row, "a legacy block stands behind a block with a version");
        }
        legacyBlocks++;
        legacyEnd = row.end();
    }

    private void current(Row row) throws IOException {
        Time now = row.time();
        if (now != null) {
            if (time != null && now.before(time)) {
                add(FindingKind.TIME_WENT_BACK, row, Sentences.wentBack(now, time));
            }
            time = now;
        }
        Adoption adoption = row.adoption();
        boolean afterLegacy = last != null && last.legacy();
        if (adoption == null && afterLegacy) {
            add(FindingKind.LEGACY_MISMATCH, row, "the block behind the legacy ones must adopt them (legacy_adopted)");
        } else if (adoption != null && !afterLegacy) {
            add(FindingKind.LEGACY_MISMATCH, row, "a block adopts legacy blocks where none stand before it");
        } else if (adoption != null) {
            adopted(row, adoption);
        }
    }

    private void adopted(Row row, Adoption adoption) throws IOException {
        String payload = "{\"blocks\":" + legacyBlocks + ",\"bytes\":" + legacyEnd + ",\"sha256\":\""
                + legacyBytes.hash(legacyEnd) + "\"}";
        if (!adoption.payload().equals(payload)) {
            String detail = "the legacy bytes are not those that were adopted: they are " + payload;
            add(FindingKind.LEGACY_MISMATCH, row, detail);
        } else if (!adoption.byTheService()) {
            add(FindingKind.LEGACY_MISMATCH, row, "the legacy blocks were not adopted by the service itself");
        }
    }

    private void link(Row row) {
        Row before = last;
        long height = before != null ? before.height() + 1 : row.legacy() ? 1 : 0;
        Hash hash = before != null ? before.hash() : row.legacy() ? BEFORE_LEGACY : Hash.ZERO;
        if (row.height() != height) {
            add(FindingKind.HEIGHT_GAP, row, Sentences.gap(row.height(), height));
        }
        boolean linked = row.prevHash().equals(hash);
        reach = linked && before != null && row.height() != height ? reach + 1 : row.height();
        reachLine = lines + row.line() + 1;
        if (!linked) {
            add(FindingKind.BROKEN_LINK, row, Sentences.link(row.prevHash(), hash));
        }
    }

    private void add(FindingKind kind, Row row, String detail) {
        long line = number(row.line());
        findings.add(new Finding(kind, Layout.LEDGER, line, row.offset(), null, row.height(), detail));
    }

    /** Holds the ledger to the heads that it must have, once all of it was added. */
    void finish() {
        for (Witnessed witness : witnessed) {
            if (!witness.head.hash().equals(witness.found)) {
                findings.add(new Finding(
                        FindingKind.FORKED_HISTORY,
                        Layout.LEDGER,
                        witness.line,
                        witness.offset,
                        null,
                        witness.head.height(),
                        Sentences.forked(witness.head, witness.found)));
            }
        }
    }

    @Nullable
    Head head() {
        return last == null ? null : new Head(last.height(), last.hash());
    }

    /**
     * The height of the last line's block by what stands before it, whatever it says itself, and whether or not it can
     * be read; -1 if there is none.
     */
    long reach() {
        return reach + lines - reachLine;
    }

    long blocks() {
        return blocks;
    }

    long legacyBlocks() {
        return legacyBlocks;
    }

    /** How many central blocks answer to an element's. */
    long elementBlocks() {
        return elementBlocks;
    }
}
