package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What both tiers hide together shows against a head that somebody remembers, and against nothing else. */
class WitnessTest {
    private static final SampleLedger SAMPLE = SampleLedger.of("vectors/v1/ledger");

    private final Head head = Objects.requireNonNull(SAMPLE.report().head());

    @Test
    void everyBlockOfAnIntactLedgerIsHeld() throws IOException {
        for (Head each : heads(SAMPLE)) {
            assertTrue(SAMPLE.verification().expect(each).report().intact());
        }
    }

    @Test
    void bothTiersRehashedShowAgainstAnyLaterHead() throws IOException {
        for (String path : SAMPLE.chains()) {
            for (int i = 0; i < SAMPLE.lines(path).size(); i++) {
                SampleLedger forged = new BothTiers(SAMPLE).rehashed(path, i).ledger();
                assertEquals(List.of(), forged.report().findings(), path + " from line " + (i + 1) + " on");
                long from = Long.parseLong(BlockText.get(SAMPLE.lines(path).get(i), "central_ledger_block"));
                for (Head each : heads(SAMPLE)) {
                    Report report = forged.verification().expect(each).report();
                    assertEquals(each.height() < from, report.intact());
                }
                assertEquals(from + 1, forgedAt(forged, from).line());
            }
        }
    }

    private Finding forgedAt(SampleLedger forged, long height) throws IOException {
        Report report =
                forged.verification().expect(heads(SAMPLE).get((int) height)).report();
        assertEquals(1, report.findings().size());
        assertEquals(FindingKind.FORKED_HISTORY, report.findings().get(0).kind());
        return report.findings().get(0);
    }

    @Test
    void bothTiersShortenedShowAgainstTheLastHead() throws IOException {
        for (SampleLedger shortened :
                new BothTiers(SAMPLE).shortened().map(Damage::ledger).toList()) {
            assertEquals(List.of(), shortened.report().findings());
            Report report = shortened.verification().expect(head).report();
            assertEquals(FindingKind.FORKED_HISTORY, report.findings().get(0).kind());
        }
    }

    private static List<Head> heads(SampleLedger ledger) {
        return ledger.lines(Layout.LEDGER).stream()
                .map(line -> Head.parse(BlockText.get(line, "height") + ":" + BlockText.string(line, "hash")))
                .toList();
    }
}
