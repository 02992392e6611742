package io.hostledger.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Layout;
import io.hostledger.disk.LocalFiles;
import io.hostledger.index.LedgerBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerReadsTest {
    @TempDir
    Path root;

    @Test
    void theLastBlockOfAnElementIsNotKnownWhereTheCentralLedgerIsDamaged() throws Exception {
        LedgerBuilder ledger = new LedgerBuilder(root);
        for (int i = 0; i < 3; i++) {
            ledger.change("user:a", "{\"n\":" + i + "}", null, Attribution.SERVICE, null, i);
        }
        ledger.write();
        LedgerReads intact = LedgerReads.open(new LocalFiles(root), ElementTypes.standard());
        LedgerReads damaged = LedgerReads.open(new LocalFiles(root), ElementTypes.standard());
        ElementId element = ElementTypes.standard().parse("user:a");
        assertEquals(2, intact.lastOf(element).height());
        Path file = root.resolve(Layout.LEDGER);
        List<String> lines = Files.readAllLines(file);
        lines.set(2, "x".repeat(lines.get(2).length()));
        Files.write(file, lines);
        assertNull(intact.lastOf(element), "an index that read it before");
        assertNull(damaged.lastOf(element), "an index that comes to it now");
    }
}
