package io.hostledger.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;

class SpansTest {
    @Test
    void noFieldsOfStringsAreReadByTheirPlaceInMemory() {
        try (SpanExporter exporter = Spans.exporter("http://127.0.0.1:1/v1/traces")) {
            assertTrue(exporter.toString().contains("memoryMode=IMMUTABLE_DATA"), exporter::toString);
        }
    }
}
