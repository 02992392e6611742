package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeightTableTest {
    private static final long ROOM = 1L << 20;

    @Test
    void everyBitOfAReferenceIsKeptBesideTheMarks() {
        HeightTable table = new HeightTable(10, ROOM);
        table.put(3, HeightTable.HASH, -1);
        table.put(4, 7, 0x8000_0001);
        assertTrue(table.claim(3) && table.answer(4));
        assertEquals(HeightTable.HASH, table.hash(3));
        assertEquals(-1, table.reference(3));
        assertEquals(7, table.hash(4));
        assertEquals(0x8000_0001, table.reference(4));
        assertEquals(0, table.hash(5));
        assertEquals(0, table.reference(5));
    }

    @Test
    void theLastBlockOfAHeightCountsAndAReferenceStays() {
        HeightTable table = new HeightTable(10, ROOM);
        table.put(3, 1, 11);
        table.put(3, 2, 0);
        assertEquals(2, table.hash(3));
        assertEquals(11, table.reference(3));
    }

    @Test
    void aBlockIsClaimedOnceAndAnsweredOnceUnlessItIsClaimed() {
        HeightTable table = new HeightTable(10, ROOM);
        for (int height = 0; height < 4; height++) {
            table.put(height, 1, height == 3 ? 0 : 1);
        }
        assertTrue(table.claim(0));
        assertFalse(table.claim(0));
        assertFalse(table.answer(0));
        assertTrue(table.answer(1));
        assertFalse(table.answer(1));
        List<Long> left = new ArrayList<>();
        table.unclaimed(left::add);
        assertEquals(List.of(2L), left);
    }

    @Test
    void heightsBeyondAllReasonAreLeftOut() {
        HeightTable table = new HeightTable(10, ROOM);
        for (long height : new long[] {-1, 1L << 21, 1L << 40, Long.MAX_VALUE}) {
            table.put(height, 1, 1);
            assertEquals(0, table.hash(height));
            assertEquals(0, table.reference(height));
            assertTrue(table.claim(height));
        }
        assertEquals(1, table.ranges());
        assertFalse(table.nextRange());
    }

    @Test
    void oneRangeAfterAnotherIsFilledAndAsked() {
        HeightTable table = new HeightTable(10, 4 * Long.BYTES);
        long[] heights = {1, 3, 4, 13, -5, 1L << 50};
        put(table, heights);
        assertEquals(3, table.ranges());
        assertEquals(List.of(1L, 3L), unclaimed(table));
        assertEquals(List.of(4L, 5L, 13L), elsewhere(table, 1, 3, 4, 5, 8, 13, -5, 1L << 50));
        assertTrue(table.nextRange());
        put(table, heights);
        assertEquals(List.of(4L), unclaimed(table));
        assertEquals(List.of(1L, 3L, 8L, 13L, -5L, 1L << 50), elsewhere(table, 1, 3, 4, 5, 8, 13, -5, 1L << 50));
        assertTrue(table.nextRange());
        put(table, heights);
        assertTrue(table.claim(13));
        assertEquals(List.of(), unclaimed(table));
        assertFalse(table.nextRange());
    }

    private static void put(HeightTable table, long... heights) {
        LongStream.of(heights).forEach(height -> table.put(height, 1, 1));
    }

    private static List<Long> unclaimed(HeightTable table) {
        List<Long> left = new ArrayList<>();
        table.unclaimed(left::add);
        return left;
    }

    private static List<Long> elsewhere(HeightTable table, long... heights) {
        return LongStream.of(heights).filter(table::elsewhere).boxed().toList();
    }

    @Test
    void inRangesTheSameIsFoundAsAtOnce() throws IOException {
        for (Damage damage : (Iterable<Damage>) DamagedLedgers.all()::iterator) {
            Report whole = damage.ledger().report();
            Verification verification = damage.ledger().verification();
            verification.tableBytes = 5 * Long.BYTES;
            Report report = verification.report();
            assertEquals(whole.findings(), report.findings(), damage::toString);
            assertEquals(whole.found(), report.found(), damage::toString);
            assertEquals(whole.checked(), report.checked(), damage::toString);
            assertEquals(whole.unsettled(), report.unsettled(), damage::toString);
        }
    }
}
