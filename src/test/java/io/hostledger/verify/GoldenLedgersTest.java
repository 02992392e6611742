package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Head;
import io.hostledger.disk.LocalFiles;
import io.hostledger.verify.Report.Checked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenLedgersTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @Test
    void theLedgerOfVersionOneIsIntact() throws IOException {
        intact(
                "vectors/v1/ledger",
                new Checked(20, 0, 19, 9),
                "19:e9ab0b7c00b8cde35712e35c4cad8a538b6a37dd56cb3eeb6055e53eca1d4b07");
    }

    @Test
    void theLedgerThatContinuesALegacyOneIsIntact() throws IOException {
        intact(
                "vectors/v1-legacy/ledger",
                new Checked(17, 14, 2, 1),
                "17:f3f254fdf7524b8418dbee8e7f915dae96946dd428ba6fc5c177050bdc88602b");
    }

    @Test
    void theLedgerOfTheRustProgramIsIntact() throws IOException {
        intact(
                "legacy",
                new Checked(70, 70, 0, 0),
                "70:c9c3d41f390c1e6d734028fd9740e3a9b84e917c62cd145ff412de9c997d92b2");
    }

    private static void intact(String folder, Checked checked, String head) throws IOException {
        Report report = Verification.of(new LocalFiles(RESOURCES.resolve(folder)), ElementTypes.standard())
                .report();
        assertEquals(List.of(), report.findings());
        assertEquals(checked, report.checked());
        assertEquals(Head.parse(head), report.head());
    }
}
