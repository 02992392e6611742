package io.hostledger.verify;

import io.hostledger.chain.Layout;
import io.hostledger.codec.CentralScan;
import io.hostledger.codec.MalformedJson;
import io.hostledger.disk.Files.OpenFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Central blocks that no element block answers to. Their lines are read once more, to say what is missing. */
final class MissingBlocks {
    private static final long STEP = 1 << 20;

    private final Map<Long, Finding> missing = new HashMap<>();
    private final Findings findings;
    private final NamedTails tails;
    private final Pulse pulse;

    MissingBlocks(Findings findings, NamedTails tails, Pulse pulse) {
        this.findings = findings;
        this.tails = tails;
        this.pulse = pulse;
    }

    /** @param end behind the last whole line of the ledger */
    void report(OpenFile file, long end) throws IOException {
        if (!missing.isEmpty()) {
            find(file, end);
            missing.values().forEach(findings::add);
        }
    }

    /** No element block answers to the central block of a height. */
    void add(long height) {
        if (missing.size() < Findings.KEPT) {
            missing.put(height, finding(0, 0, null, height, "its element block is missing"));
        } else {
            findings.countMore(1);
        }
    }

    private void find(OpenFile file, long end) throws IOException {
        LineWindow window = new LineWindow(Sizes.STANDARD.buffer(), (bytes, from, limit) -> -1);
        LineText text = new LineText();
        CentralScan scan = new CentralScan();
        window.open(file, 0, end, end);
        long told = 0;
        for (long line = 1; window.next(); line++) {
            if (window.end() - told >= STEP) {
                pulse.beat(Layout.LEDGER, window.end() - told, 0, 0);
                told = window.end();
            }
            try {
                text.open(window.bytes(), window.from(), window.to());
            } catch (MalformedJson e) {
                continue;
            }
            if (scan.read(text.bytes, text.from, text.to)
                    && missing.containsKey(scan.height())
                    && scan.readData()
                    && scan.ofElement()) {
                String id = MemberText.of(scan.line(), scan.elementId);
                String detail = "block " + scan.elementHeight() + " of " + Sentences.excerpt(id) + " is missing, hash "
                        + scan.elementHash();
                missing.put(scan.height(), finding(line, window.offset(), id, scan.height(), detail));
                tails.name(id, scan.elementHeight());
            }
        }
    }

    private static Finding finding(long line, long offset, @Nullable String id, long height, String detail) {
        return new Finding(FindingKind.MISSING_ELEMENT_BLOCK, Layout.LEDGER, line, offset, id, height, detail);
    }
}
