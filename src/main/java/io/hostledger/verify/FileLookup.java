package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Layout;
import io.hostledger.codec.CentralScan;
import io.hostledger.codec.ElementScan;
import io.hostledger.codec.LegacyLine;
import io.hostledger.codec.MalformedJson;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.disk.Lines.Line;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The central ledger by its file: each block that is asked for is found there, and hashed. One thread's own. */
final class FileLookup implements CentralLookup {
    private final CentralFile blocks;
    private final References references;
    private final Findings findings;
    private final Findings unnumbered = new Findings();
    private final LineText text = new LineText();
    private final CentralScan scan = new CentralScan();
    private final LegacyLine legacy = new LegacyLine();
    private final Hasher hasher = new Hasher();
    private long checked;

    FileLookup(CentralFile blocks, References references, Findings findings) {
        this.blocks = blocks;
        this.references = references;
        this.findings = findings;
    }

    /** How many central blocks were looked at as the other half of a change. */
    long checked() {
        return checked;
    }

    @Override
    public boolean holds(long height, Hash hash) throws IOException {
        Line line = blocks.line(height);
        if (line != null && read(line)) {
            content(line);
        }
        return hash.equals(hash(line));
    }

    /** The hash that the block at a height bears; null if there is no block. */
    @Nullable
    Hash hash(long height) throws IOException {
        return hash(blocks.line(height));
    }

    private @Nullable Hash hash(@Nullable Line line) {
        if (line == null) {
            return null;
        }
        if (read(line)) {
            return scan.hash();
        }
        try {
            return Segment.link(
                    legacy.read(line.bytes(), 0, line.bytes().length).hash());
        } catch (UnreadableLine e) {
            return null;
        }
    }

    private boolean read(Line line) {
        try {
            text.open(line.bytes(), 0, line.bytes().length);
            return scan.read(text.bytes, text.from, text.to);
        } catch (MalformedJson e) {
            return false;
        }
    }

    @Override
    public Standing standing(ElementScan block, byte @Nullable [] type) throws IOException {
        Line line = blocks.line(block.centralHeight());
        if (line == null || !read(line) || !scan.readData() || !scan.ofElement()) {
            return Standing.MISSING;
        }
        checked++;
        boolean intact = content(line);
        if (!text.canonical) {
            add(FindingKind.NOT_CANONICAL, line, Sentences.notCanonical(intact));
        }
        return references.of(scan) == references.of(block, type) ? Standing.AGREES : Standing.DISAGREES;
    }

    /** Whether the content of the block that was read has its hash. */
    private boolean content(Line line) {
        Hash content = scan.contentHash(hasher);
        if (content.equals(scan.hash())) {
            return true;
        }
        add(FindingKind.HASH_MISMATCH, line, Sentences.hash(content));
        return false;
    }

    /** Lines are numbered at the end, all at once. */
    private void add(FindingKind kind, Line line, String detail) {
        unnumbered.add(new Finding(kind, Layout.LEDGER, 0, line.offset(), null, scan.height(), detail));
    }

    /** Finds out in which lines the findings are. */
    void finish(Pulse pulse) throws IOException {
        long at = 0;
        long number = 1;
        List<Finding> found = unnumbered.kept();
        found.sort(Comparator.comparing(Finding::byteOffset));
        for (Finding finding : found) {
            number += blocks.lines(at, finding.byteOffset(), pulse);
            at = finding.byteOffset();
            findings.add(finding.at(number));
        }
        findings.countMore(unnumbered.count() - found.size());
    }

    @Override
    public boolean claim(long height) {
        return true;
    }

    @Override
    public void name(long height) {}

    @Override
    public void claimLate(long height, Finding finding) {}
}
