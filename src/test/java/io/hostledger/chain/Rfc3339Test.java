package io.hostledger.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-10-13T10:02:00Z",
                "2025-10-13t10:02:00z",
                "2025-10-13T10:02:00.000000000Z",
                "2025-10-13T12:02:00+02:00",
                "2025-10-13T12:02:00 02:00",
                "2025-10-13T04:32:00-05:30",
                "2025-10-13 10:02:00-00:00",
            })
    void everyOffsetIsTheSameMoment(String text) {
        assertEquals(Instant.parse("2025-10-13T10:02:00Z"), Rfc3339.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-10-13",
                "2025-10-13T10:02:00",
                "2025-10-13T10:02Z",
                "2025-02-30T10:02:00Z",
                "2025-10-13T24:00:00Z",
                "2025-10-13T10:02:00+19:00",
                "2025-10-13T10:02:00.Z",
                "2025-10-13T10:02:00Zx",
                "1760349720",
            })
    void everythingElseIsNoTime(String text) {
        assertNull(Rfc3339.parse(text));
    }

    @Test
    void finerThanAMicrosecondIsRoundedByWhatItIsFor() {
        Instant time = Objects.requireNonNull(Rfc3339.parse("1970-01-01T00:00:00.000001001Z"));
        assertEquals(1, Rfc3339.micros(time));
        assertEquals(2, Rfc3339.microsNotBefore(time));
        Instant whole = Objects.requireNonNull(Rfc3339.parse("1969-12-31T23:59:59.999999Z"));
        assertEquals(-1, Rfc3339.micros(whole));
        assertEquals(-1, Rfc3339.microsNotBefore(whole));
    }
}
