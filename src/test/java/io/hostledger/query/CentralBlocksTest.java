package io.hostledger.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.LocalFiles;
import io.hostledger.index.BlockIndex;
import io.hostledger.index.Derived;
import io.hostledger.index.IndexFile;
import io.hostledger.index.LedgerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentralBlocksTest {
    private static final ElementTypes TYPES = ElementTypes.standard();
    private static final int BLOCKS = 2_500;
    /** More than a segment of the index has. */
    private static final int MANY_BLOCKS = 66_500;

    @TempDir
    static Path root;

    @TempDir
    static Path large;

    private static RandomLedger ledger;
    private static Naive naive;

    @BeforeAll
    static void makeLedger() throws Exception {
        ledger = new RandomLedger(root, 11);
        ledger.add(BLOCKS);
        naive = new Naive(root);
    }

    private static LedgerReads open(Path root, long maxBytes) throws IOException {
        LocalFiles files = new LocalFiles(root);
        return open(files, new BlockIndex(files, maxBytes));
    }

    private static LedgerReads open(LocalFiles files, BlockIndex index) throws IOException {
        Derived derived = IndexFile.open(files, TYPES, Long.MAX_VALUE, 0);
        return new LedgerReads(files, derived.catalogue(), index, derived::extent);
    }

    /** Writes {@code index/} as the service does. */
    private static void save(BlockIndex index, Path root) throws IOException {
        FakeDisk disk = new FakeDisk(Runnable::run);
        index.save(disk);
        for (Map.Entry<String, byte[]> file : disk.contents().entrySet()) {
            Path to = root.resolve(file.getKey());
            Files.createDirectories(to.getParent());
            Files.write(to, file.getValue());
        }
    }

    private static List<String> stream(LedgerReads reads, BlockFilter filter, boolean descending) throws IOException {
        return Answered.stream(after -> new CentralBlocks(reads, filter, descending, after));
    }

    @Test
    void answersAreThoseOfANaiveScan() throws IOException {
        LedgerReads reads = open(root, Long.MAX_VALUE);
        Random random = new Random(5);
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            BlockFilter filter = RandomLedger.question(random, BLOCKS, ledger.time);
            boolean descending = random.nextBoolean();
            List<String> expected = naive.blocks(filter, descending);
            assertEquals(expected, stream(reads, filter, descending), filter::toString);
            found += expected.isEmpty() ? 0 : 1;
        }
        assertTrue(found > 400, found + " questions had an answer");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() throws IOException {
        LedgerReads reads = open(root, Long.MAX_VALUE);
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            BlockFilter filter = RandomLedger.question(random, BLOCKS, ledger.time);
            boolean descending = random.nextBoolean();
            List<String> expected = naive.blocks(filter, descending);
            int limit = 1 + random.nextInt(1 + expected.size());
            if (expected.size() / limit < 100) {
                assertEquals(
                        expected,
                        Answered.pages(after -> new CentralBlocks(reads, filter, descending, after), limit),
                        filter::toString);
                assertEquals(
                        expected,
                        Answered.pages(after -> new CentralBlocks(reads, filter, descending, after), limit, 40),
                        filter::toString);
            }
        }
    }

    @Test
    void whatPausesGoesOnWhereItWas() throws IOException {
        LedgerReads reads = open(root, Long.MAX_VALUE);
        BlockFilter actor = new BlockFilter(
                0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, null, null, "", null, null, null, null);
        List<String> expected = naive.blocks(actor, true);
        assertEquals(expected, Answered.paused(after -> new CentralBlocks(reads, actor, true, after), 3, BLOCKS));
    }

    @Test
    void aPrefixOfMoreElementsThanTheIndexIsAskedForIsLookedForAmongTheirType(@TempDir Path root) throws Exception {
        LedgerBuilder builder = new LedgerBuilder(root);
        Attribution by = Attribution.asserted("admin", null, null);
        for (int i = 0; i < 4_100; i++) {
            builder.change("port:" + i, "{}", null, by, null, i);
        }
        for (int i = 0; i < 900; i++) {
            builder.event("backup", "done", "{}", by, 5_000 + i);
        }
        builder.write();
        Naive expected = new Naive(root);
        LedgerReads reads = open(root, Long.MAX_VALUE);
        for (String prefix : List.of("port:", "po", "port:1")) {
            BlockFilter filter = new BlockFilter(
                    0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, null, null, prefix, null, null, null, null);
            assertEquals(expected.blocks(filter, true), stream(reads, filter, true), prefix);
            try (CentralBlocks blocks = new CentralBlocks(reads, filter, true, null)) {
                blocks.pauseAfter(1);
                // The newest 900 blocks are of no element: none of them is looked at, where the type is known.
                assertEquals(prefix.contains(":"), blocks.next(new JsonWriter(100)), prefix);
            }
        }
    }

    @Test
    void aLedgerOfSeveralSegmentsAnswersAlikeWhateverIsKnownOfItsIndex() throws Exception {
        RandomLedger many = new RandomLedger(large, 12);
        many.add(MANY_BLOCKS);
        Naive expected = new Naive(large);
        LocalFiles files = new LocalFiles(large);
        BlockIndex inMemory = new BlockIndex(files, Long.MAX_VALUE);
        answersAre(expected, open(files, inMemory), many.time, 24);
        // With neither file nor memory each question reads the ledger again.
        answersAre(expected, open(large, 0), many.time, 6);
        save(inMemory, large);
        assertTrue(Files.exists(large.resolve(Layout.blockIndex(0))));
        answersAre(expected, open(large, Long.MAX_VALUE), many.time, 24);
        answersAre(expected, open(large, 0), many.time, 24);
        // All other questions, which the naive scan of a smaller ledger has been compared with elsewhere.
        List<String> saved = others(open(large, Long.MAX_VALUE), many.time);
        Files.delete(large.resolve(Layout.blockIndex(0)));
        assertEquals(saved, others(open(large, Long.MAX_VALUE), many.time));
    }

    private static List<String> others(LedgerReads reads, long time) throws IOException {
        List<String> answers = new ArrayList<>();
        Random random = new Random(13);
        for (int i = 0; i < 3; i++) {
            BlockFilter filter = RandomLedger.question(random, MANY_BLOCKS, time);
            long from = reads.heightAt(random.nextLong(RandomLedger.START, time));
            long to = reads.heightAt(random.nextLong(RandomLedger.START, time));
            ElementFilter all = new ElementFilter(null, null, null);
            answers.addAll(Answered.stream(after -> new Changes(reads, TYPES, filter, true, after)));
            answers.addAll(Answered.stream(after -> new HostState(reads, all, from, false, after)));
            answers.addAll(Answered.stream(
                    after -> new HostDifference(reads, Math.min(from, to), Math.max(from, to), false, after)));
            answers.addAll(Answered.stream(after -> new ElementList(reads, all, true, after)));
            answers.add(
                    text(AuditReport.of(reads, filter.since(), filter.until()).json()));
        }
        assertTrue(answers.size() > 900, answers.size() + " items");
        return answers;
    }

    private static void answersAre(Naive expected, LedgerReads reads, long time, int questions) throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < questions; i++) {
            BlockFilter filter = RandomLedger.question(random, MANY_BLOCKS, time);
            boolean descending = random.nextBoolean();
            assertEquals(expected.blocks(filter, descending), stream(reads, filter, descending), filter::toString);
        }
        Naive.Central early = expected.central.get(300);
        assertEquals(early.line(), text(reads.central(early.block().hash())));
        assertEquals(early.line(), text(reads.central(early.block().height())));
        assertEquals(MANY_BLOCKS - 1, reads.heightAt(Long.MAX_VALUE));
    }

    @Test
    void aBlockIsFoundByHeightAndByHash() throws IOException {
        LedgerReads reads = open(root, Long.MAX_VALUE);
        Random random = new Random(8);
        for (int i = 0; i < 500; i++) {
            Naive.Central wanted = naive.central.get(i == 0 ? BLOCKS - 1 : random.nextInt(BLOCKS));
            assertEquals(wanted.line(), text(reads.central(wanted.block().height())));
            assertEquals(wanted.line(), text(reads.central(wanted.block().hash())));
        }
        assertNull(reads.central(BLOCKS));
        assertNull(reads.central(Hash.ZERO));
    }

    @Test
    void aTimeIsTheHeightOfTheLastBlockUpToIt() throws IOException {
        LedgerReads reads = open(root, Long.MAX_VALUE);
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            long time = random.nextLong(RandomLedger.START - 3, ledger.time + 3);
            long expected = -1;
            for (Naive.Central block : naive.central) {
                if (block.block().timestamp() <= time) {
                    expected = block.block().height();
                }
            }
            assertEquals(expected, reads.heightAt(time));
        }
        assertEquals(-1, reads.heightAt(RandomLedger.START - 1));
        assertEquals(BLOCKS - 1, reads.heightAt(Long.MAX_VALUE));
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
