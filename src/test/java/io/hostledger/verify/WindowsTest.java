package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Lines;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** In however large pieces files are read, by however many threads: the report is the same. */
class WindowsTest {
    private static final SampleLedger SAMPLE = SampleLedger.of("vectors/v1-legacy/ledger");

    @Test
    void anIntactLedgerIsIntactInPiecesOfAnySize() throws IOException {
        Report whole = SAMPLE.report();
        for (int size = 1; size < 1_500; size += 13) {
            same(whole, report(SAMPLE, new Sizes(size, 1 + size * 3L)));
            same(whole, report(SAMPLE, new Sizes(3_000, size)));
        }
    }

    @Test
    void aDamagedLedgerIsDamagedAlikeInPiecesOfAnySize() throws IOException {
        List<Damage> damages = new LineDamage(SAMPLE).removed().toList();
        for (int size = 1; size < 1_000; size += 97) {
            for (Damage damage : damages) {
                same(damage.ledger().report(), report(damage.ledger(), new Sizes(size, 777)));
                same(damage.ledger().report(), report(damage.ledger(), new Sizes(512, size)));
            }
        }
    }

    @Test
    void aLineThatDoesNotEndIsAFindingAndDoesNotUseUpTheMemory() throws IOException {
        byte[] endless = new byte[2 * Lines.longest() + (9 << 20)];
        for (String path : SAMPLE.paths()) {
            byte[] whole = SAMPLE.bytes(path);
            byte[] more = Arrays.copyOf(whole, whole.length + endless.length);
            Report torn = report(SAMPLE.copy().put(path, more), Sizes.STANDARD);
            assertEquals(List.of(FindingKind.TORN_LINE), kinds(torn));
            more[more.length - 1] = '\n';
            Report ended = report(SAMPLE.copy().put(path, more), Sizes.STANDARD);
            assertEquals(List.of(FindingKind.UNREADABLE_LINE), kinds(ended));
            assertEquals(whole.length, ended.findings().get(0).byteOffset());
            assertTrue(ended.findings().get(0).detail().startsWith("the line is longer than "));
        }
    }

    private static List<FindingKind> kinds(Report report) {
        return report.findings().stream().map(Finding::kind).toList();
    }

    @Test
    void severalThreadsFindTheSame() throws IOException {
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            for (Damage damage : new LineDamage(SAMPLE).removed().toList()) {
                Verification verification = damage.ledger().verification().threads(executor, 4);
                verification.sizes = new Sizes(64, 300);
                same(damage.ledger().report(), verification.report());
            }
        }
    }

    @Test
    void aCopyIsBlamedWhicheverThreadReadsItFirst() throws IOException {
        SampleLedger sample = SampleLedger.of("vectors/v1/ledger");
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            for (String path : sample.chains()) {
                String copy = Layout.parent(path) + "/0.jsonl";
                SampleLedger ledger = sample.copy().put(copy, sample.bytes(path));
                Report report = ledger.verification().threads(executor, 4).report();
                assertFalse(report.intact());
                for (Finding finding : report.findings()) {
                    assertEquals(copy, finding.file(), finding::toString);
                }
            }
        }
    }

    private static Report report(SampleLedger ledger, Sizes sizes) throws IOException {
        Verification verification = ledger.verification();
        verification.sizes = sizes;
        return verification.report();
    }

    private static void same(Report expected, Report report) {
        assertEquals(expected.findings(), report.findings());
        assertEquals(expected.checked(), report.checked());
        assertEquals(expected.head(), report.head());
        assertEquals(expected.unsettled(), report.unsettled());
    }
}
