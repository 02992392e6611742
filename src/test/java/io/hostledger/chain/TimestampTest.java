package io.hostledger.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TimestampTest {
    private static final long DAY = 86_400_000_000L;

    @Test
    void everyDayOfTheCalendarIsReadAsItIsWritten() {
        long last = LocalDate.of(9_999, 12, 31).toEpochDay();
        for (long day = LocalDate.of(0, 1, 1).toEpochDay(); day <= last; day++) {
            long micros = day * DAY + Math.floorMod(day * 40_503_000_001L, DAY);
            assertEquals(micros, Timestamp.parse(Timestamp.format(micros)));
        }
    }

    @Test
    void aDayThatTheCalendarDoesNotHaveIsNone() {
        none("2025-02-29T10:00:00.000000Z");
        none("2025-02-30T10:00:00.000000Z");
        none("2025-04-31T10:00:00.000000Z");
        none("2025-00-10T10:00:00.000000Z");
        none("2025-13-10T10:00:00.000000Z");
        none("2025-10-00T10:00:00.000000Z");
        none("1900-02-29T10:00:00.000000Z");
        assertEquals(951_782_400_000_000L, Timestamp.parse("2000-02-29T00:00:00.000000Z"));
    }

    @Test
    void aTimeThatNoDayHasIsNone() {
        none("2025-10-13T24:00:00.000000Z");
        none("2025-10-13T10:60:00.000000Z");
        none("2025-10-13T10:00:60.000000Z");
    }

    @Test
    void aByteOfAnotherKindAtAnyPlaceIsNone() {
        byte[] text = "2025-10-13T10:02:00.000000Z".getBytes(StandardCharsets.US_ASCII);
        for (int place = 0; place < text.length; place++) {
            boolean digit = text[place] >= '0' && text[place] <= '9';
            for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
                if (digit ? b < '0' || b > '9' : b != text[place]) {
                    byte[] changed = text.clone();
                    changed[place] = (byte) b;
                    assertEquals(Timestamp.NONE, Timestamp.parse(changed, 0, changed.length), b + " at " + place);
                }
            }
        }
    }

    @Test
    void noOtherLengthIsOne() {
        none("2025-10-13T10:02:00.00000Z");
        none("2025-10-13T10:02:00.0000000Z");
        none("");
    }

    private static void none(String text) {
        assertEquals(Timestamp.NONE, Timestamp.parse(text), text);
    }
}
