package io.hostledger.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private static final String SIXTEEN = "0123456789abcdef";

    @Test
    void aFullBufferIsHandedOutAsItIsAndAnyOtherWithoutWhatIsBehind() {
        JsonWriter full = new JsonWriter(16).ascii(SIXTEEN);
        assertSame(full.array(), full.finish());
        assertArrayEquals(SIXTEEN.getBytes(US_ASCII), full.finish());
        assertArrayEquals(
                "01".getBytes(US_ASCII), new JsonWriter(16).ascii("01").finish());
    }
}
