package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeightTableTest {
    private static final long ROOM = 1L << 20;

    @Test
    void everyBitOfAReferenceIsKeptBesideTheMarks() throws IOException {
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
    void theLastBlockOfAHeightCountsAndAReferenceStays() throws IOException {
        HeightTable table = new HeightTable(10, ROOM);
        table.put(3, 1, 11);
        table.put(3, 2, 0);
        assertEquals(2, table.hash(3));
        assertEquals(11, table.reference(3));
    }

    @Test
    void aBlockIsClaimedOnceAndAnsweredOnceUnlessItIsClaimed() throws IOException {
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
    void heightsBeyondAllReasonAreLeftOut() throws IOException {
        HeightTable table = new HeightTable(10, Long.MAX_VALUE);
        for (long height = 1L << 40; height < (1L << 40) + (100L << 14); height += 1 << 14) {
            table.put(height, 1, 1);
        }
        assertEquals(1, table.hash(1L << 40));
        assertEquals(0, table.hash((1L << 40) + (99L << 14)));
        table.put(-1, 1, 1);
        assertEquals(0, table.hash(-1));
        assertTrue(table.claim(-1));
    }

    @Test
    void moreThanTheHeapHoldsIsRefusedWithAReason() throws IOException {
        SampleLedger sample = SampleLedger.of("vectors/v1/ledger");
        Verification verification = sample.verification();
        verification.tableBytes = 1;
        String reason = assertThrows(IOException.class, verification::report).getMessage();
        assertTrue(reason.startsWith("the ledger has too many blocks to be verified with this heap, of "), reason);
    }
}
