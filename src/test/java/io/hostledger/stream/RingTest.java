package io.hostledger.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RingTest {
    private static final int CAPACITY = 4 * Chunk.BYTES;

    private final SampleLedger ledger = new SampleLedger(new Random(7));
    private final Ring ring = new Ring(CAPACITY, false);

    /** Checks every block from a height on. */
    private void hasFrom(int height) {
        List<String> lines = ledger.lines();
        long behind = 0;
        for (int h = 0; h < lines.size(); h++) {
            behind += lines.get(h).getBytes(StandardCharsets.UTF_8).length + 1;
            if (h >= height) {
                Chunk chunk = Objects.requireNonNull(ring.find(h));
                int i = (int) (h - chunk.firstHeight);
                assertEquals(lines.get(h), chunk.line(i).toString());
                assertEquals(ledger.head(h), chunk.head(i));
                assertEquals(behind, chunk.offsetBehind(i));
                String frame = "id: " + ledger.head(h) + "\ndata: " + lines.get(h) + "\n\n";
                assertEquals(
                        frame,
                        new String(
                                chunk.bytes(),
                                chunk.frameFrom(i),
                                chunk.frameTo(i) - chunk.frameFrom(i),
                                StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void newestBlocksAreThereAndTheirPlacesInTheLedger() {
        for (int i = 0; i < 50; i++) {
            ring.add(ledger.grow(1 + i));
        }
        int first = 0;
        while (ring.find(first) == null) {
            first++;
        }
        hasFrom(first);
        assertNull(ring.find(ledger.size()));
        int kept = ledger.size() - first;
        assertTrue(kept > 3 * Chunk.BYTES / 700 && kept < CAPACITY / 300, "kept: " + kept);
    }

    @Test
    void batchLargerThanTheRingLeavesItsEnd() {
        ring.add(ledger.grow(2_000));
        assertNull(ring.find(0));
        hasFrom(1_900);
    }

    @Test
    void gapInWhatIsToldLeavesNothingOlder() {
        ring.add(ledger.grow(10));
        ledger.grow(5);
        ring.add(ledger.grow(10));
        assertNull(ring.find(9));
        assertNull(ring.find(14));
        hasFrom(15);
    }
}
