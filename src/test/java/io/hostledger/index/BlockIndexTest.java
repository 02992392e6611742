package io.hostledger.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    void behindLegacyBlocksTheTimesOfSegmentsAreKnownAgain(@TempDir Path root) throws IOException {
        LedgerBuilder builder = new LedgerBuilder(root);
        try (InputStream legacy = BlockIndexTest.class.getResourceAsStream("/legacy/ledger.jsonl")) {
            String line = new String(legacy.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
            Json block = Json.ofCanonical(line);
            Hash hash = Hash.parse(block.member("hash").string());
            builder.legacy(line, new Head(block.member("height").height(), hash));
        }
        long start = 4_000_000_000_000_000L;
        for (int i = 0; i < BLOCKS; i++) {
            builder.event("backup", "done", "{}", Attribution.asserted("borg", null, null), start + i);
        }
        builder.write();
        disk.put(Layout.LEDGER, Files.readAllBytes(root.resolve(Layout.LEDGER)));
        View view = index().upTo(visible());
        assertFalse(view.outside(0, Long.MIN_VALUE, 1), "times of legacy blocks may go back");
        assertTrue(view.outside(1, Long.MIN_VALUE, start), "all of them are later");
        assertTrue(view.outside(1, start + BLOCKS, Long.MAX_VALUE), "all of them are earlier");
        assertFalse(view.outside(1, start + BLOCKS - 1, start + BLOCKS));
        long row = view.lastAtOrBefore(start + 100);
        assertTrue(row >= 100 && row <= 120, "row " + row);
    }

    @Test
    void aViewThatIsHeldSeesTheSameWhileTheIndexGrowsAcrossASegmentsEnd() throws Exception {
        disk.put(Layout.LEDGER, ledger);
        BlockIndex index = index();
        Extent early = at(View.SEGMENT - 500);
        Extent later = at(View.SEGMENT - 100);
        View held = index.upTo(early);
        assertTrue(held.rows(0, actor(7)).contains(7));
        View second = index.upTo(later);
        assertFalse(held.rows(0, actor(View.SEGMENT - 300)).contains(View.SEGMENT - 300), "not visible to it");
        assertTrue(second.rows(0, actor(View.SEGMENT - 300)).contains(View.SEGMENT - 300));
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean grown = new AtomicBoolean();
        FutureTask<Integer> asking = new FutureTask<>(() -> {
            int asked = 0;
            do {
                // A view held from before, and new ones, while the other thread seals the segment.
                assertTrue(held.rows(0, actor(asked % 1_000)).contains(asked % 1_000));
                assertTrue(index.upTo(early).rows(0, actor(7)).contains(7));
                assertFalse(held.rows(0, actor(View.SEGMENT - 300)).contains(View.SEGMENT - 300));
                begun.countDown();
                asked++;
            } while (!grown.get());
            return asked;
        });
        Thread thread = new Thread(asking);
        thread.start();
        try {
            assertTrue(begun.await(20, TimeUnit.SECONDS) || asking.isDone());
            View all = index.upTo(visible());
            assertTrue(all.rows(0, actor(View.SEGMENT - 1)).contains(View.SEGMENT - 1));
            assertTrue(all.rows(1, actor(View.SEGMENT + 7)).contains(7));
        } finally {
            grown.set(true);
        }
        assertTrue(asking.get(20, TimeUnit.SECONDS) > 0);
        assertTrue(held.rows(0, actor(7)).contains(7));
        assertFalse(held.rows(0, actor(View.SEGMENT - 300)).contains(View.SEGMENT - 300));
        assertEquals(early.height(), held.visible().height());
    }

    /** The ledger up to the block of a height. */
    private Extent at(int height) throws IOException {
        String text = new String(ledger, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n', text.indexOf("\"height\":" + height + ",")) + 1;
        return IndexFile.open(disk.files(), ElementTypes.standard(), end, 0).extent();
    }

    @Test
    void aBlockWithAnActorOfItsOwnNeedsAtMostTwentyBytes() throws IOException {
        disk.put(Layout.LEDGER, ledger);
        BlockIndex index = index();
        index.upTo(visible());
        // The worst that actors can do; what all fields together take is measured by the benchmark of the memory.
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
