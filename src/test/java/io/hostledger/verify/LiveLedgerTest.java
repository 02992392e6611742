package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A directory in which a service is at work: element blocks come first, then the central line. */
class LiveLedgerTest {
    private static final SampleLedger SAMPLE = SampleLedger.of("vectors/v1/ledger");

    @Test
    void elementBlocksBeyondTheLastWholeCentralLineAreUnsettled() throws IOException {
        List<String> central = SAMPLE.lines(Layout.LEDGER);
        long elementBlocks = SAMPLE.report().checked().elementBlocks();
        for (int left = 0; left <= central.size(); left++) {
            SampleLedger ledger = SAMPLE.copy().put(Layout.LEDGER, central.subList(0, left));
            Report report = ledger.verification().live().report();
            assertEquals(List.of(), report.findings());
            assertEquals(left, report.checked().centralBlocks());
            assertEquals(elementBlocks, report.unsettled() + report.checked().elementBlocks());
            assertEquals(left == central.size(), ledger.report().intact(), "without a service");
        }
    }

    @Test
    void aReferenceBeyondTheLedgerIsFoundWhereASettledBlockFollows() throws IOException {
        for (String path : SAMPLE.chains()) {
            for (int line = 0; line < SAMPLE.lines(path).size() - 1; line++) {
                List<String> lines = SAMPLE.lines(path);
                String central = BlockText.get(lines.get(line), "central_ledger_block");
                lines.set(
                        line,
                        lines.get(line).replace("\"central_ledger_block\":" + central, "\"central_ledger_block\":999"));
                SampleLedger ledger = SAMPLE.copy().put(path, lines);
                Report live = ledger.verification().live().report();
                assertEquals(ledger.report().findings(), live.findings());
                assertEquals(ledger.report().checked(), live.checked());
                assertEquals(0, live.unsettled());
                List<Finding> found = live.findings().stream()
                        .filter(finding -> finding.file().equals(path))
                        .toList();
                assertEquals(1, found.size(), found::toString);
                assertEquals(FindingKind.DANGLING_REFERENCE, found.get(0).kind());
                assertEquals(line + 1, found.get(0).line());
            }
        }
    }

    @Test
    void whatWasChangedIsFoundAsWhereNobodyWrites() throws IOException {
        for (SampleLedger sample :
                DamagedLedgers.SAMPLES.stream().map(SampleLedger::of).toList()) {
            Head head = Objects.requireNonNull(sample.report().head());
            long length = sample.size(Layout.LEDGER);
            for (Damage damage : (Iterable<Damage>) new LineDamage(sample).memberChanged()::iterator) {
                Report offline = damage.ledger().report();
                Report live = damage.ledger().verification().live().report();
                assertEquals(offline.findings(), live.findings(), damage::toString);
                assertEquals(offline.checked(), live.checked(), damage::toString);
                assertEquals(0, live.unsettled(), damage::toString);
                Report visible =
                        damage.ledger().verification().visible(head, length).report();
                assertEquals(
                        offline.findings(),
                        visible.findings().stream()
                                .filter(finding -> finding.kind() != FindingKind.FORKED_HISTORY)
                                .toList(),
                        damage::toString);
                assertEquals(0, visible.unsettled(), damage::toString);
            }
        }
    }

    @Test
    void aForeignFileIsFoundAlsoWhereAllItsBlocksAreUnsettled() throws IOException {
        String path = SAMPLE.chains().get(0);
        String other = Layout.parent(path) + "/other.jsonl";
        List<String> lines = SAMPLE.lines(path);
        lines.replaceAll(line -> line.replaceFirst("\"central_ledger_block\":\\d+", "\"central_ledger_block\":999"));
        Report live = SAMPLE.copy().put(other, lines).verification().live().report();
        assertEquals(
                lines.stream().map(line -> FindingKind.FOREIGN_BLOCK).toList(),
                live.findings().stream().map(Finding::kind).toList());
        assertEquals(lines.size(), live.unsettled());
    }

    @Test
    void lastLinesWithoutAnEndAreUnsettled() throws IOException {
        for (String path : SAMPLE.paths()) {
            byte[] more = SAMPLE.lines(path).get(0).substring(0, 100).getBytes(StandardCharsets.UTF_8);
            byte[] torn = Arrays.copyOf(SAMPLE.bytes(path), SAMPLE.bytes(path).length + more.length);
            System.arraycopy(more, 0, torn, torn.length - more.length, more.length);
            SampleLedger ledger = SAMPLE.copy().put(path, torn);
            Report report = ledger.verification().live().report();
            assertEquals(List.of(), report.findings());
            assertEquals(1, report.unsettled());
            assertFalse(ledger.report().intact(), "without a service");
        }
    }

    @Test
    void whatIsVisibleIsAllThatIsLookedAt() throws IOException {
        int length = 0;
        for (String line : SAMPLE.lines(Layout.LEDGER)) {
            length += line.getBytes(StandardCharsets.UTF_8).length + 1;
            Head head = Head.parse(BlockText.get(line, "height") + ":" + BlockText.string(line, "hash"));
            Report report = SAMPLE.verification().visible(head, length).report();
            assertEquals(List.of(), report.findings());
            assertEquals(head, report.head());
        }
    }

    @Test
    void aLedgerThatIsShorterThanTheServiceKnowsIsForked() throws IOException {
        Head head = Objects.requireNonNull(SAMPLE.report().head());
        List<String> central = SAMPLE.lines(Layout.LEDGER);
        SampleLedger cut = SAMPLE.copy().put(Layout.LEDGER, central.subList(0, central.size() - 1));
        Report report =
                cut.verification().visible(head, SAMPLE.size(Layout.LEDGER)).report();
        assertEquals(
                List.of(FindingKind.FORKED_HISTORY, FindingKind.DANGLING_REFERENCE),
                report.findings().stream().map(Finding::kind).toList());
    }

    @Test
    void aFileThatIsBeingWrittenAnewIsNoStray() throws IOException {
        String path = SAMPLE.chains().get(0);
        String beside = Layout.parent(path) + "/." + path.substring(path.lastIndexOf('/') + 1) + ".tmp";
        SampleLedger ledger = SAMPLE.copy().put(beside, SAMPLE.bytes(path));
        assertEquals(List.of(), ledger.verification().live().report().findings());
        assertFalse(ledger.report().intact(), "without a service");
    }

    @Test
    void aFolderThatMayNotBeReadDoesNotEndTheSearch() throws IOException {
        String denied = Layout.CHAINS + "/network";
        SampleLedger ledger =
                SAMPLE.copy().put(Layout.CHAINS + "/stray", new byte[1]).denied(denied);
        List<Finding> found = ledger.report().findings().stream()
                .filter(finding -> finding.kind() != FindingKind.MISSING_ELEMENT_BLOCK)
                .toList();
        assertEquals(
                List.of(FindingKind.UNREADABLE_LINE, FindingKind.STRAY_FILE),
                found.stream().map(Finding::kind).toList());
        assertEquals(denied, found.get(0).file());
    }

    @Test
    void anEmptyDirectoryIsIntact() throws IOException {
        assertEquals(List.of(), new SampleLedger().report().findings());
        assertEquals(
                List.of(), new SampleLedger().verification().live().report().findings());
    }
}
