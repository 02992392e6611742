package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Head;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Lines;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ElementReportTest {
    private static final List<SampleLedger> SAMPLES =
            DamagedLedgers.SAMPLES.stream().map(SampleLedger::of).toList();

    @Test
    void everyElementOfAnIntactLedgerIsIntact() throws IOException {
        for (SampleLedger sample : SAMPLES) {
            for (String path : sample.chains()) {
                List<String> lines = sample.lines(path);
                Report report = sample.verification().report(element(lines), last(lines));
                assertEquals(List.of(), report.findings());
                assertEquals(new Report.Checked(lines.size(), 0, lines.size(), 1), report.checked());
                assertEquals(sample.report().head(), report.head());
            }
        }
    }

    @Test
    void whatIsFoundInAnElementsFileIsFoundWithoutTheOthersToo() throws IOException {
        for (SampleLedger sample : SAMPLES) {
            LineDamage lines = new LineDamage(sample);
            Stream<Damage> damages = Stream.of(
                            lines.removed(),
                            lines.doubled(),
                            lines.reformatted(),
                            lines.torn(),
                            new FileDamage(sample).elementRehashed())
                    .flatMap(each -> each);
            for (Damage damage : (Iterable<Damage>) damages::iterator) {
                for (String path : sample.chains()) {
                    boolean changed = !new String(sample.bytes(path))
                            .equals(new String(damage.ledger().bytes(path)));
                    if (changed) {
                        found(damage, path, element(sample.lines(path)));
                    }
                }
            }
        }
    }

    @Test
    void whatAServiceIsAskedForIsFoundInEveryMemberOfEveryLine() throws IOException {
        for (SampleLedger sample : SAMPLES) {
            Head head = sample.report().head();
            for (Damage damage : (Iterable<Damage>) new LineDamage(sample).memberChanged()::iterator) {
                for (String path : sample.chains()) {
                    if (damage.expected().stream()
                            .anyMatch(expected -> expected.file().equals(path))) {
                        List<String> lines = sample.lines(path);
                        Report report = damage.ledger()
                                .verification()
                                .visible(head, sample.size(Layout.LEDGER))
                                .report(element(lines), last(lines));
                        assertEquals(
                                damage.ledger().report().findings().stream()
                                        .filter(finding -> finding.file().equals(path))
                                        .toList(),
                                report.findings().stream()
                                        .filter(finding -> finding.file().equals(path) && finding.line() > 0)
                                        .toList(),
                                damage::toString);
                        assertEquals(0, report.unsettled(), damage::toString);
                    }
                }
            }
        }
    }

    private static void found(Damage damage, String path, ElementId element) throws IOException {
        List<Finding> all = damage.ledger().report().findings().stream()
                .filter(finding -> finding.file().equals(path))
                .toList();
        List<Finding> alone = damage.ledger().verification().report(element, null).findings().stream()
                .filter(finding -> finding.file().equals(path))
                .toList();
        assertEquals(all, alone, damage::toString);
    }

    @Test
    void aDamagedCentralBlockThatItNamesIsFound() throws IOException {
        SampleLedger sample = SAMPLES.get(0);
        for (String path : sample.chains()) {
            String height = BlockText.get(sample.lines(path).get(0), "central_ledger_block");
            List<String> central = sample.lines(Layout.LEDGER);
            int line = Integer.parseInt(height);
            central.set(line, BlockText.withData(central.get(line), "actor", "\"mallory\""));
            Report report =
                    sample.copy().put(Layout.LEDGER, central).verification().report(element(sample.lines(path)), null);
            assertTrue(report.findings().stream()
                    .anyMatch(finding -> finding.kind() == FindingKind.HASH_MISMATCH
                            && finding.file().equals(Layout.LEDGER)
                            && finding.line() == line + 1));
        }
    }

    @Test
    void aReformattedCentralBlockIsFoundByItsOwnElementAlone() throws IOException {
        SampleLedger sample = SAMPLES.get(0);
        for (int line = 0; line < sample.lines(Layout.LEDGER).size(); line++) {
            List<String> central = sample.lines(Layout.LEDGER);
            String height = BlockText.get(central.get(line), "height");
            central.set(line, central.get(line).replace(",\"height\":", ", \"height\": "));
            SampleLedger ledger = sample.copy().put(Layout.LEDGER, central);
            for (String path : sample.chains()) {
                List<String> lines = sample.lines(path);
                boolean own = lines.stream()
                        .anyMatch(block ->
                                BlockText.get(block, "central_ledger_block").equals(height));
                assertEquals(
                        own ? List.of(FindingKind.NOT_CANONICAL) : List.of(),
                        ledger.verification().report(element(lines), last(lines)).findings().stream()
                                .map(Finding::kind)
                                .toList());
            }
        }
    }

    @Test
    void aChainWithoutTheBlockThatIsKnownToBeItsLastIsFound() throws IOException {
        SampleLedger sample = SAMPLES.get(0);
        for (String path : sample.chains()) {
            List<String> lines = sample.lines(path);
            for (int left = 0; left < lines.size(); left++) {
                SampleLedger ledger = sample.copy().put(path, lines.subList(0, left));
                Report report = ledger.verification().report(element(lines), last(lines));
                assertEquals(
                        List.of(FindingKind.MISSING_ELEMENT_BLOCK),
                        report.findings().stream().map(Finding::kind).toList());
            }
            Report report = sample.copy().remove(path).verification().report(element(lines), last(lines));
            assertFalse(report.intact());
        }
    }

    @Test
    void aChainThatIsALinkIsFound() throws IOException {
        SampleLedger sample = SAMPLES.get(0);
        for (String path : sample.chains()) {
            List<String> lines = sample.lines(path);
            for (Head known : Arrays.asList(last(lines), null)) {
                Report report =
                        sample.copy().remove(path).link(path).verification().report(element(lines), known);
                assertEquals(
                        FindingKind.STRAY_FILE,
                        report.findings().stream()
                                .filter(finding -> finding.kind() != FindingKind.MISSING_ELEMENT_BLOCK)
                                .findFirst()
                                .orElseThrow()
                                .kind());
            }
        }
    }

    @Test
    void aCentralBlockThatIsNamedByItsHashIsHashed() throws IOException {
        SampleLedger sample = SAMPLES.get(0);
        for (String path : sample.chains()) {
            for (String block : sample.lines(path)) {
                if (BlockText.get(block, "central_head") == null) {
                    continue;
                }
                int line = Head.parse(BlockText.string(block, "central_head")).height() == 0
                        ? 0
                        : (int) Head.parse(BlockText.string(block, "central_head"))
                                .height();
                List<String> central = sample.lines(Layout.LEDGER);
                central.set(line, BlockText.withData(central.get(line), "actor", "\"mallory\""));
                Report report = sample.copy()
                        .put(Layout.LEDGER, central)
                        .verification()
                        .report(element(sample.lines(path)), null);
                assertTrue(
                        report.findings().stream()
                                .anyMatch(finding ->
                                        finding.kind() == FindingKind.HASH_MISMATCH && finding.line() == line + 1),
                        () -> path + ": " + report.findings());
            }
        }
    }

    @Test
    void aCentralLineThatIsTooLongIsNoFaultOfAnElement() throws IOException {
        SampleLedger sample = SAMPLES.get(0);
        String path = sample.chains().get(0);
        List<String> lines = sample.lines(path);
        List<String> central = sample.lines(Layout.LEDGER);
        central.add(central.size() / 2, "x".repeat(Lines.longest() + 10));
        List<String> disagreeing = new ArrayList<>(lines);
        disagreeing.set(0, BlockText.with(lines.get(0), "state_snapshot", "{\"forged\":true}"));
        Forger.rediff(disagreeing);
        Forger.relink(disagreeing, 0);
        for (List<String> chain : List.of(lines, disagreeing)) {
            SampleLedger ledger = sample.copy().put(Layout.LEDGER, central).put(path, chain);
            List<Finding> found = new ArrayList<>(ledger.report().findings());
            found.addAll(ledger.verification().report(element(lines), null).findings());
            for (Finding finding : found) {
                assertEquals(
                        finding.file().equals(path) ? FindingKind.CROSS_REFERENCE : FindingKind.UNREADABLE_LINE,
                        finding.kind(),
                        found::toString);
            }
        }
    }

    @Test
    void anElementWithoutAFileIsNone() throws Exception {
        ElementId element = ElementTypes.standard().parse("file:/no/such");
        assertThrows(
                NoSuchFileException.class, () -> SAMPLES.get(0).verification().report(element, null));
    }

    private static ElementId element(List<String> lines) {
        try {
            return ElementTypes.standard().parse(BlockText.string(lines.get(0), "element_id"));
        } catch (InvalidElementId e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Head last(List<String> lines) {
        String line = lines.get(lines.size() - 1);
        return Head.parse(BlockText.get(line, "height") + ":" + BlockText.string(line, "hash"));
    }
}
