package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptedTest {
    @Test
    void aRangeThatNamesNothingIsPassedOver() {
        for (String odd : List.of(";", "", ",", ";;q=1", "; ;")) {
            assertFalse(Accepted.ndjson(List.of(odd)), odd);
            assertFalse(Accepted.takes(List.of(odd), MediaTypes.EVENTS), odd);
            assertTrue(Accepted.ndjson(List.of(odd + "," + MediaTypes.NDJSON)), odd);
            assertTrue(Accepted.takes(List.of(odd, "text/*"), MediaTypes.EVENTS), odd);
        }
    }

    @Test
    void eventsAreSentWhereTheyAreNamedAndJsonIsNotPreferred() {
        assertTrue(Accepted.events(List.of("text/event-stream")));
        assertTrue(Accepted.events(List.of("image/png", "application/json;q=0.5, text/event-stream")));
        assertFalse(Accepted.events(List.of("text/event-stream;q=0.5, application/json")));
        assertFalse(Accepted.events(List.of("text/event-stream;q=0, application/json")));
        assertFalse(Accepted.events(List.of()));
    }

    @Test
    void aWeightOfNothingIsARefusal() {
        assertFalse(Accepted.takes(List.of("text/event-stream;q=0"), MediaTypes.EVENTS));
        assertFalse(Accepted.ndjson(List.of("application/x-ndjson;q=0.0")));
    }
}
