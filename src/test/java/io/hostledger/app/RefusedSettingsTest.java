package io.hostledger.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A wrong setting is refused in words that name it. */
class RefusedSettingsTest {
    private static Settings settings(String key, String value) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(Settings.class)
                .withSources(new PropertiesConfigSource(Map.of("hostledger." + key, value), "test", 100))
                .build()
                .getConfigMapping(Settings.class);
    }

    private static String misconfigured(String key, String value) {
        return Misconfigured.sentence(assertThrows(ConfigValidationException.class, () -> settings(key, value)));
    }

    private static String outOfRange(String key, String value) {
        Settings settings = settings(key, value);
        return assertThrows(IllegalArgumentException.class, () -> Ranges.check(settings))
                .getMessage();
    }

    @Test
    void whatCannotBeRead() {
        assertEquals(
                "hostledger.open-files is \"many\": Expected an integer value, got \"many\"",
                misconfigured("open-files", "many"));
        assertEquals(
                "hostledger.min-free-space is \"64Q\": value 64Q not in correct format (regular expression):"
                        + " [0-9]+[BbKkMmGgTtPpEeZzYy]?",
                misconfigured("min-free-space", "64Q"));
        assertEquals(
                "hostledger.scrub.every is \"soon\": Invalid duration: soon", misconfigured("scrub.every", "soon"));
    }

    @Test
    void whatThereIsNot() {
        assertEquals("hostledger.data-dri: there is no such setting", misconfigured("data-dri", "/tmp"));
        assertEquals("hostledger.element-types.a.directory is missing", misconfigured("element-types.a.type", "A"));
    }

    @Test
    void whatIsOutOfItsRange() {
        assertEquals("hostledger.lanes is 0, and must be between 1 and 1024", outOfRange("lanes", "0"));
        assertEquals("hostledger.index.memory is 1, and must be at least 1048576", outOfRange("index.memory", "1"));
        assertEquals(
                "hostledger.stream.memory is 4294967296, and must be between 65536 and 1073741824",
                outOfRange("stream.memory", "4G"));
        assertEquals("hostledger.index.memory is too large", outOfRange("index.memory", "16E"));
        assertEquals("hostledger.scrub.every is too large", outOfRange("scrub.every", "9999999999999999s"));
        assertEquals("hostledger.traces.ratio is 7.0, and must be between 0 and 1", outOfRange("traces.ratio", "7"));
        assertEquals("hostledger.traces.ratio is NaN, and must be between 0 and 1", outOfRange("traces.ratio", "NaN"));
    }

    @Test
    void variablesThatSetNothing() {
        String refused = assertThrows(
                        IllegalArgumentException.class,
                        () -> Variables.check(Set.of("HOSTLEDGER_DATADIR", "PATH", "HOSTLEDGER_LANES")))
                .getMessage();
        assertEquals("HOSTLEDGER_DATADIR: there is no such setting", refused);
    }

    @Test
    void variablesOfSettingsAndOfServices() {
        assertDoesNotThrow(() -> Variables.check(Set.of(
                "HOSTLEDGER_DATA_DIR",
                "HOSTLEDGER_STREAM_KEEP_ALIVE",
                "HOSTLEDGER_ELEMENT_TYPES_TABLE_TYPE",
                "HOSTLEDGER_ELEMENT_TYPES_TABLE_DIRECTORY",
                "HOSTLEDGER_SERVICE_HOST",
                "HOSTLEDGER_SERVICE_PORT",
                "HOSTLEDGER_SERVICE_PORT_API",
                "HOSTLEDGER_PORT",
                "HOSTLEDGER_PORT_8080_TCP",
                "HOSTLEDGER_PORT_8080_TCP_ADDR",
                "HOSTLEDGER_STREAM_SERVICE_HOST")));
    }
}
