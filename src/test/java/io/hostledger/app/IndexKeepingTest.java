package io.hostledger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import io.hostledger.index.BlockIndex;
import io.hostledger.index.Extent;
import io.hostledger.index.IndexFile;
import io.hostledger.index.LedgerBuilder;
import io.hostledger.ledger.Published;
import io.hostledger.ledger.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexKeepingTest {
    private static final int BLOCKS = (1 << 16) + 10;

    private final FakeDisk disk = new FakeDisk(Runnable::run);
    private final Queue<Runnable> work = new ArrayDeque<>();
    private BlockIndex index;
    private Extent all;
    private IndexKeeping keeping;

    @BeforeEach
    void makeLedger(@TempDir Path root) throws IOException {
        LedgerBuilder builder = new LedgerBuilder(root);
        for (int i = 0; i < BLOCKS; i++) {
            builder.event("backup", "done", "{}", Attribution.asserted("borg", null, null), i);
        }
        builder.write();
        disk.put(Layout.LEDGER, Files.readAllBytes(root.resolve(Layout.LEDGER)));
        index = new BlockIndex(disk.files(), Long.MAX_VALUE);
        all = IndexFile.open(disk.files(), ElementTypes.standard(), Long.MAX_VALUE, 0)
                .extent();
        keeping = new IndexKeeping(index, () -> all, disk, work::add);
    }

    private static Published upTo(Extent extent) {
        return new Published(
                new Visible(extent.head(), extent.timestamp(), extent.length(), extent.blocks(), 0, 0), List.of());
    }

    @Test
    void itIsReadOnInTheBackgroundAndWhatIsFullIsSaved() throws IOException {
        keeping.published(upTo(all));
        assertEquals(1, work.size());
        keeping.published(upTo(all)); // it is on its way
        assertEquals(1, work.size());
        work.remove().run();
        assertEquals(all.height(), index.extent().height());
        assertTrue(disk.contents().containsKey(Layout.blockIndex(0)));

        keeping.published(upTo(all));
        assertEquals(0, work.size());
        assertEquals(
                (1 << 16) - 1,
                new BlockIndex(disk.files(), Long.MAX_VALUE).extent().height());
    }

    @Test
    void itIsSavedAlsoWhereQuestionsHaveReadItOn() throws IOException {
        index.upTo(all);
        keeping.published(upTo(all));
        work.remove().run();
        assertTrue(disk.contents().containsKey(Layout.blockIndex(0)));
    }

    @Test
    void aCleanStopSavesWhatIsFull() throws IOException {
        index.upTo(all);
        keeping.close();
        assertTrue(disk.contents().containsKey(Layout.blockIndex(0)));
    }

    @Test
    void whatCannotBeReadIsTriedAgain() throws IOException {
        byte[] ledger = disk.contents().get(Layout.LEDGER);
        disk.put(Layout.LEDGER, new byte[ledger.length]);
        Extent whole = all;
        Head earlier = new Head(whole.height() - IndexKeeping.BLOCKS, Hash.ZERO);
        all = new Extent(earlier, whole.timestamp(), whole.length(), earlier.height() + 1, 0);
        keeping.readOn();
        work.remove().run();
        assertEquals(-1, index.extent().height());
        keeping.published(upTo(all));
        assertEquals(0, work.size(), "not with each block");
        disk.put(Layout.LEDGER, ledger);
        all = whole;
        keeping.published(upTo(all));
        work.remove().run();
        assertEquals(all.height(), index.extent().height());
    }
}
