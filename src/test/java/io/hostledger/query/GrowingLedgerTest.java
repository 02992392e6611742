package io.hostledger.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.disk.LocalFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of which each page is asked for after the ledger has grown. */
class GrowingLedgerTest {
    private static final ElementTypes TYPES = ElementTypes.standard();
    private static final int BLOCKS = 400;
    private static final int GROWS = 12;
    private static final int EACH = 30;
    private static final int LIMIT = 9;

    private interface Question {
        @Nullable
        ItemStream ask(LedgerReads reads, @Nullable String after) throws IOException;
    }

    @TempDir
    Path root;

    private RandomLedger ledger;
    private Naive before;

    @BeforeEach
    void makeLedger() throws Exception {
        ledger = new RandomLedger(root, 21);
        ledger.add(BLOCKS);
        before = new Naive(root);
    }

    private LedgerReads open() throws IOException {
        return LedgerReads.open(new LocalFiles(root), TYPES);
    }

    private List<String> growing(Question question) throws IOException {
        int[] pages = {0};
        LedgerReads[] reads = {open()};
        return Answered.pages(
                after -> {
                    if (after != null && pages[0]++ < GROWS) {
                        ledger.add(EACH);
                        reads[0] = open();
                    }
                    return question.ask(reads[0], after);
                },
                LIMIT);
    }

    @Test
    void newBlocksComeBehindTheOldOnesAndNotAtAllWhereTheNewestComeFirst() throws Exception {
        Random random = new Random(22);
        for (int i = 0; i < 12; i++) {
            before = new Naive(root);
            BlockFilter filter = i == 0
                    ? BlockFilter.within(0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE)
                    : RandomLedger.question(random, before.central.size(), ledger.time);
            List<String> newestFirst = before.blocks(filter, true);
            assertEquals(
                    newestFirst, growing((reads, after) -> new CentralBlocks(reads, filter, true, after)), "" + filter);
            List<String> oldestFirst = growing((reads, after) -> new CentralBlocks(reads, filter, false, after));
            // What came behind the last page was not asked for.
            List<String> now = new Naive(root).blocks(filter, false);
            assertEquals(now.subList(0, oldestFirst.size()), oldestFirst, filter::toString);
            assertTrue(oldestFirst.containsAll(newestFirst));
        }
    }

    @Test
    void anElementsHistoryGoesOnInTheSameWay() throws Exception {
        List<String> lines = before.elements.get("file:/etc/hosts").stream()
                .map(Naive.Element::line)
                .toList();
        ElementId hosts = id("file:/etc/hosts");
        assertEquals(
                Naive.lines(lines, true), growing((reads, after) -> ElementHistory.open(reads, hosts, true, after)));
        List<String> oldestFirst = growing((reads, after) -> ElementHistory.open(reads, hosts, false, after));
        assertTrue(oldestFirst.containsAll(lines));
        List<String> now = new Naive(root)
                .elements.get("file:/etc/hosts").stream()
                        .map(Naive.Element::line)
                        .toList();
        assertEquals(now.subList(0, oldestFirst.size()), oldestFirst);
    }

    private static ElementId id(String text) throws InvalidElementId {
        return TYPES.parse(text);
    }

    @Test
    void theHostsStateIsThatOfTheMomentOfTheFirstPage() throws Exception {
        for (boolean descending : new boolean[] {false, true}) {
            LedgerReads reads = open();
            long height = reads.visible().height();
            ElementFilter all = new ElementFilter(null, null, null);
            List<String> then = Answered.stream(after -> new HostState(reads, all, height, descending, after));
            assertTrue(then.size() > 5 * LIMIT);
            assertEquals(
                    then,
                    growing((now, after) ->
                            new HostState(now, all, now.visible().height(), descending, after)));
        }
    }

    @Test
    void theHostsDifferencesAreThoseUpToTheMomentOfTheFirstPage() throws Exception {
        for (boolean descending : new boolean[] {false, true}) {
            LedgerReads reads = open();
            long to = reads.visible().height();
            List<String> then = Answered.stream(after -> new HostDifference(reads, to / 2, to, descending, after));
            assertTrue(then.size() > 3 * LIMIT);
            assertEquals(then, growing((now, after) -> {
                long head = now.visible().height();
                return new HostDifference(now, head / 2, head, descending, after);
            }));
        }
    }

    @Test
    void everyElementThatWasThereIsListedOnce() throws Exception {
        ElementFilter all = new ElementFilter(null, null, null);
        List<String> ids = new ArrayList<>();
        for (String item : growing((reads, after) -> new ElementList(reads, all, false, after))) {
            ids.add(Json.ofCanonical(item).member("element_id").string());
        }
        assertEquals(List.copyOf(new TreeSet<>(ids)), ids);
        assertTrue(ids.containsAll(before.elements.keySet()));
    }
}
