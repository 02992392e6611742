package io.hostledger.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChangeIdsTest {
    private final ChangeIds ids = new ChangeIds(42);

    @Test
    void anIdThatWasNeverAddedHasNoCandidates() {
        assertArrayEquals(new long[0], ids.candidates("nobody"));
    }

    @Test
    void everyIdOfTheLastHundredThousandBlocksIsFound() {
        int head = 350_123;
        for (int height = 0; height <= head; height++) {
            ids.add("change-" + height, height);
        }
        for (long height = head - ChangeIds.BLOCKS; height <= head; height++) {
            long wanted = height;
            assertTrue(
                    Arrays.stream(ids.candidates("change-" + height)).anyMatch(found -> found == wanted),
                    "height " + height);
        }
        assertTrue(ids.size() <= 2 * ChangeIds.BLOCKS, "bounded");
        assertArrayEquals(new long[0], ids.candidates("change-17"));
    }

    @Test
    void anIdThatWasUsedTwiceHasItsNewestBlockFirst() {
        ids.add("again", 5);
        ids.add("again", 99_999);
        ids.add("again", 100_000);
        assertArrayEquals(new long[] {100_000, 99_999, 5}, ids.candidates("again"));
    }

    @Test
    void aGapOfManyBlocksForgetsWhatIsOlder() {
        ids.add("old", 3);
        ids.add("new", 900_000);
        assertArrayEquals(new long[0], ids.candidates("old"));
        assertArrayEquals(new long[] {900_000}, ids.candidates("new"));
    }

    @Test
    void fingerprintsDifferBySeedAndByEveryByte() {
        assertEquals(Fingerprint.of(1, "abcdefghij"), Fingerprint.of(1, "abcdefghij"));
        assertTrue(Fingerprint.of(1, "abcdefghij") != Fingerprint.of(2, "abcdefghij"));
        assertTrue(Fingerprint.of(1, "abcdefghij") != Fingerprint.of(1, "abcdefghik"));
        assertTrue(Fingerprint.of(1, "a") != Fingerprint.of(1, "a\0"));
    }
}
