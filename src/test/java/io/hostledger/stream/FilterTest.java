package io.hostledger.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilterTest {
    static final List<Map<String, String>> FILTERS = List.of(
            Map.of("actor", "bob \"\u00e9\""),
            Map.of("element_id", "interface:vi2"),
            Map.of("element_prefix", "file:/etc/"),
            Map.of("element_type", "File", "actor", "alice"),
            Map.of("category", "backup", "correlation_id", "CHG-1"),
            Map.of("action", "created"),
            Map.of("action", "never"));

    private static final String CHANGE =
            "{\"action\":\"modified\",\"category\":\"element_modification\",\"data\":{\"actor\":\"a\\\"\u00e9\","
                    + "\"actor_source\":\"asserted\",\"correlation_id\":\"c\",\"element_hash\":\"00\",\"element_height\":1,"
                    + "\"element_id\":\"file:/etc/x\",\"element_type\":\"File\"},\"hash\":\"00\",\"height\":0}";
    private static final String EVENT =
            "{\"action\":\"modified\",\"category\":\"x\",\"data\":{\"actor\":\"a\",\"actor_source\":\"asserted\","
                    + "\"payload\":{\"element_id\":\"file:/etc/x\"}},\"hash\":\"00\",\"height\":0}";
    private static final String LEGACY =
            "{\"timestamp\":1,\"height\":1,\"prev_hash\":\"\",\"hash\":\"00\",\"producer\":\"p\",\"category\":\"x\","
                    + "\"action\":\"made\",\"user\":\"root\",\"hostname\":\"h\",\"pid\":1,\"data\":{\"actor\":\"a\","
                    + "\"element_id\":\"file:/etc/x\"},\"metadata\":{},\"signature\":null}";

    private static boolean matches(String line, String... pairs) {
        Map<String, String> wanted =
                pairs.length == 2 ? Map.of(pairs[0], pairs[1]) : Map.of(pairs[0], pairs[1], pairs[2], pairs[3]);
        return Objects.requireNonNull(Filter.of(wanted)).matches(Json.ofCanonical(line));
    }

    @Test
    void everyMemberOfAChangeCanBeAskedFor() {
        assertTrue(matches(CHANGE, "actor", "a\"\u00e9"));
        assertTrue(matches(CHANGE, "element_id", "file:/etc/x", "element_prefix", "file:/etc"));
        assertTrue(matches(CHANGE, "element_type", "File", "correlation_id", "c"));
        assertTrue(matches(CHANGE, "category", "element_modification", "action", "modified"));
        assertFalse(matches(CHANGE, "actor", "a"));
        assertFalse(matches(CHANGE, "element_prefix", "file:/etc/xy"));
        assertFalse(matches(CHANGE, "action", "modified", "correlation_id", "d"));
    }

    @Test
    void payloadOfAnEventIsNotLookedInto() {
        assertTrue(matches(EVENT, "actor", "a", "category", "x"));
        assertFalse(matches(EVENT, "element_id", "file:/etc/x"));
    }

    @Test
    void userOfALegacyBlockIsItsActor() {
        assertTrue(matches(LEGACY, "actor", "root", "action", "made"));
        assertFalse(matches(LEGACY, "actor", "a"));
        assertFalse(matches(LEGACY, "element_id", "file:/etc/x"));
    }

    @Test
    void noValuesAreNoFilterAndUnknownOnesAreRefused() {
        assertNull(Filter.of(Map.of()));
        assertThrows(IllegalArgumentException.class, () -> Filter.of(Map.of("height", "1")));
    }

    @Test
    void filteredStreamSaysItsPositionAtLeastEveryThousandBlocks() {
        Rig rig = new Rig(new Random(2));
        rig.publish(1_500);
        // From disk as far as the ring does not reach, then from the ring, then live.
        EventReader reader = new EventReader();
        rig.connect(reader, new Start.At(0), Map.of("action", "never"), false);
        rig.settle();
        for (int i = 0; i < 10; i++) {
            rig.publish(120);
            rig.settle();
            rig.loop.pass(10);
            rig.settle();
        }
        assertEquals(
                List.of(rig.ledger.head(999).toString(), rig.ledger.head(1_999).toString()), reader.ids);
        rig.loop.pass(15_000);
        assertEquals(rig.ledger.head(2_699).toString(), reader.ids.getLast());
        assertEquals(3, reader.ids.size());
        assertEquals(List.of(), reader.data);
    }

    @Test
    void filterIsAskedOnceABlockHoweverManyHaveIt() {
        Rig rig = new Rig(new Random(3));
        for (int i = 0; i < 50; i++) {
            rig.connect(new EventReader(), new Start.Live(), Map.of("actor", "alice"), false);
        }
        rig.publish(100);
        rig.settle();
        assertEquals(100, rig.feed.asked(Objects.requireNonNull(Filter.of(Map.of("actor", "alice")))));
    }
}
