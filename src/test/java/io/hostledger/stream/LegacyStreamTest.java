package io.hostledger.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger that starts with a Rust program's blocks, the first of height 1. */
class LegacyStreamTest {
    private final EventReader reader = new EventReader();
    private List<String> legacy;
    private Rig rig;

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = LegacyStreamTest.class.getResourceAsStream("/legacy/ledger.jsonl")) {
            assertNotNull(in);
            legacy = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        List<Head> heads = legacy.stream().map(LegacyStreamTest::head).toList();
        SampleLedger ledger = new SampleLedger(new Random(4)).continuing(String.join("\n", legacy) + "\n", heads);
        rig = new Rig(ledger, Rig.SMALL);
        rig.publish(10);
    }

    private static Head head(String line) {
        Json json = Json.ofCanonical(line);
        return new Head(
                json.member("height").height(), Hash.parse(json.member("hash").string()));
    }

    @Test
    void legacyLinesComeVerbatimWithTheirOwnHeightAndHash() {
        rig.connect(reader, new Start.At(0));
        rig.settle();
        assertEquals(rig.ledger.lines(), reader.data);
        assertEquals(legacy, reader.data.subList(0, legacy.size()));
        assertEquals(head(legacy.get(0)).toString(), reader.ids.getFirst());
        assertEquals(legacy.size() + 10, reader.ids.size());
    }

    @Test
    void streamIsResumedAmongThemAndAcrossTheirEnd() {
        for (int from : List.of(0, 1, legacy.size() - 2, legacy.size() - 1, legacy.size())) {
            EventReader behind = new EventReader();
            rig.connect(behind, new Start.Behind(rig.ledger.head(from)));
            rig.settle();
            assertEquals(rig.ledger.lines().subList(from + 1, legacy.size() + 10), behind.data);
        }
        Head zero = new Head(0, Hash.ZERO);
        assertEquals(new Place.Forked(zero), rig.locate(new Start.Behind(zero)));
    }

    @Test
    void theyHaveNoElementLineAndTheirUserIsTheActor() {
        Json first = Json.ofCanonical(legacy.get(0));
        rig.connect(
                reader, new Start.At(1), Map.of("actor", first.member("user").string()), true);
        rig.settle();
        assertEquals("{\"central\":" + legacy.get(0) + "}", reader.data.getFirst());
    }
}
