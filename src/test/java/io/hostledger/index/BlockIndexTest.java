package io.hostledger.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockIndexTest {
    private static final int BLOCKS = View.SEGMENT + 1_000;

    private static byte[] ledger;

    private final FakeDisk disk = new FakeDisk(Runnable::run);

    @BeforeAll
    static void makeLedger(@TempDir Path root) throws IOException {
        LedgerBuilder builder = new LedgerBuilder(root);
        for (int i = 0; i < BLOCKS; i++) {
            builder.event("backup", "done", "{}", Attribution.asserted("actor-" + i, null, null), i);
        }
        builder.write();
        ledger = Files.readAllBytes(root.resolve(Layout.LEDGER));
    }

    private BlockIndex index() throws IOException {
        return new BlockIndex(disk.files(), Long.MAX_VALUE);
    }

    private Extent visible() throws IOException {
        return IndexFile.open(disk.files(), ElementTypes.standard(), Long.MAX_VALUE, 0)
                .extent();
    }

    private static Selection actor(int i) {
        return Selection.of(Dimension.ACTOR, Dimension.ACTOR.key("actor-" + i));
    }

    @Test
    void aSavedSegmentIsTakenUpAgain() throws IOException {
        disk.put(Layout.LEDGER, ledger);
        BlockIndex made = index();
        made.upTo(visible());
        made.save(disk);
        assertTrue(disk.contents().containsKey("index/blocks-0"));
        BlockIndex again = index();
        assertEquals(View.SEGMENT - 1, again.extent().height());
        View view = again.upTo(visible());
        assertTrue(view.rows(0, actor(777)).contains(777));
        assertTrue(view.rows(1, actor(View.SEGMENT + 7)).contains(7));
        assertEquals(made.upTo(visible()).rows(0, actor(5)), view.rows(0, actor(5)));
    }

    @Test
    void aDamagedOrForeignFileIsNotUsed() throws IOException {
        disk.put(Layout.LEDGER, ledger);
        BlockIndex made = index();
        made.upTo(visible());
        made.save(disk);
        byte[] file = disk.contents().get("index/blocks-0");
        for (int at : new int[] {0, 9, 40, 200, file.length / 2, file.length - 1}) {
            byte[] damaged = file.clone();
            damaged[at] ^= 1;
            disk.put("index/blocks-0", damaged);
            assertTrue(index().upTo(visible()).rows(0, actor(777)).contains(777), "byte " + at);
        }
        disk.put("index/blocks-0", file);
        byte[] other = ledger.clone();
        int end = new String(ledger, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\"height\":65535,");
        other[end - 10] ^= 1; // the hash of the segment's last block
        disk.put(Layout.LEDGER, other);
        assertEquals(-1, index().extent().height());
    }

    @Test
    void aMillionBlocksNeedAtMostFortyBytesEach() throws IOException {
        disk.put(Layout.LEDGER, ledger);
        BlockIndex index = index();
        index.upTo(visible());
        // Each block here has an actor of its own, which is the worst that actors can do.
        assertTrue(index.bytes() / (double) View.SEGMENT < 20, index.bytes() + " bytes");
    }

    @Test
    void aSmallHeapBoundsItWhateverIsConfigured() throws IOException {
        disk.put(Layout.LEDGER, ledger);
        long heap = 1 << 20;
        BlockIndex index = new BlockIndex(disk.files(), Long.MAX_VALUE, heap);
        View view = index.upTo(visible());
        assertTrue(index.bytes() <= heap / 5, index.bytes() + " bytes");
        index.save(disk);
        assertTrue(disk.contents().containsKey("index/blocks-0"), "what was let go is saved all the same");
        assertTrue(index.bytes() <= heap / 5, index.bytes() + " bytes");
        assertTrue(view.rows(0, actor(777)).contains(777));
    }
}
