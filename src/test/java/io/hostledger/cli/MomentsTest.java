package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MomentsTest {
    private final Moments moments =
            new Moments(Clock.fixed(Instant.parse("2025-10-13T23:30:00Z"), ZoneId.of("Europe/Berlin")));

    private void reads(String text, String time) {
        assertEquals(Instant.parse(time), moments.convert(text), text);
    }

    @Test
    void timesMayHaveAnyOffset() {
        reads("2025-10-13T10:02:00Z", "2025-10-13T10:02:00Z");
        reads("2025-10-13T10:02:00.000001+02:00", "2025-10-13T08:02:00.000001Z");
    }

    @Test
    void soLongAgoCountsFromNow() {
        reads("now", "2025-10-13T23:30:00Z");
        reads("45s", "2025-10-13T23:29:15Z");
        reads("1h", "2025-10-13T22:30:00Z");
        reads("1d12h30m", "2025-10-12T11:00:00Z");
        reads("2w", "2025-09-29T23:30:00Z");
    }

    @Test
    void daysBeginInTheClocksZone() {
        reads("today", "2025-10-13T22:00:00Z");
        reads("yesterday", "2025-10-12T22:00:00Z");
        reads("2025-10-13", "2025-10-12T22:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "1y", "-1h", "2025-13-01", "2025-10-13T10:02:00", "Yesterday", "1h 2m"})
    void anythingElseIsNoTime(String text) {
        assertThrows(TypeConversionException.class, () -> moments.convert(text));
    }
}
