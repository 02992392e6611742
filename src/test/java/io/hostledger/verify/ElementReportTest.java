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
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
