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
import org.jspecify.annotations.Nullable;

/** The central ledger by its file: each block that is asked for is found there, and hashed. One thread's own. */
final class FileLookup implements CentralLookup {
    private final CentralFile blocks;
    private final References references;
    private final Findings findings;
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
        return hash.equals(hash(height));
    }

    @Nullable
    Hash hash(long height) throws IOException {
        Line line = blocks.line(height);
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
        Hash content = scan.contentHash(hasher);
        if (!text.canonical) {
            add(FindingKind.NOT_CANONICAL, line, Sentences.notCanonical(content.equals(scan.hash())));
        }
        if (!content.equals(scan.hash())) {
            add(FindingKind.HASH_MISMATCH, line, Sentences.hash(content));
        }
        return references.of(scan) == references.of(block, type) ? Standing.AGREES : Standing.DISAGREES;
    }

    private void add(FindingKind kind, Line line, String detail) throws IOException {
        findings.add(new Finding(kind, Layout.LEDGER, blocks.number(line), line.offset(), null, scan.height(), detail));
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
