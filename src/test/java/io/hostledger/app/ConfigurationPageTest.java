package io.hostledger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on the configuration has every key of {@link Settings}, with its default and its range, and no other. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/configuration.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z][^`]*)` \\| (.*) \\|");
    private static final List<String> UNITS = List.of(
            "path",
            "lanes",
            "files",
            "bytes",
            "bytes a second",
            "changes",
            "central blocks",
            "elements",
            "time",
            "subscribers",
            "true or false",
            "URL",
            "part",
            "name",
            "folder");

    private static final Settings DEFAULTS = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(Settings.class)
            .build()
            .getConfigMapping(Settings.class);

    /** The cells behind the key, by key. */
    private static Map<String, List<String>> rows(String prefix) throws IOException {
        return Files.readString(PAGE)
                .lines()
                .map(ROW::matcher)
                .filter(row -> row.matches() && row.group(1).startsWith(prefix))
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> Stream.of(row.group(2).split("\\|", -1))
                                .map(String::strip)
                                .toList(),
                        (one, other) -> {
                            throw new AssertionError("twice: " + one);
                        },
                        TreeMap::new));
    }

    /** Default values by key; empty: none. */
    private static Map<String, String> keys(Class<?> group, String prefix) {
        Map<String, String> keys = new TreeMap<>();
        for (Method setting : group.getDeclaredMethods()) {
            String key = prefix + setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (setting.getGenericReturnType() instanceof ParameterizedType type
                    && setting.getReturnType() == Map.class) {
                keys.putAll(keys((Class<?>) type.getActualTypeArguments()[1], key + ".<prefix>."));
            } else if (setting.getReturnType().getEnclosingClass() == Settings.class) {
                keys.putAll(keys(setting.getReturnType(), key + "."));
            } else {
                WithDefault value = setting.getAnnotation(WithDefault.class);
                keys.put(key, value == null ? "" : value.value());
            }
        }
        return keys;
    }

    @Test
    void everyKeyIsThereWithItsDefaultAndNoOther() throws IOException {
        Map<String, String> onThePage = new TreeMap<>();
        rows("hostledger.").forEach((key, cells) -> {
            boolean given = cells.get(0).startsWith("`");
            onThePage.put(key, given ? cells.get(0).replace("`", "") : "");
        });
        assertEquals(keys(Settings.class, "hostledger."), onThePage);
    }

    @Test
    void everyKeyHasAUnitAndAnEffect() throws IOException {
        rows("hostledger.").forEach((key, cells) -> {
            assertEquals(5, cells.size(), key);
            assertTrue(UNITS.contains(cells.get(1)), key);
            assertFalse(cells.get(4).isBlank(), key);
        });
    }

    @Test
    void everyRangeIsTheOneThatIsChecked() throws IOException {
        List<String> onThePage = new ArrayList<>();
        rows("hostledger.").forEach((key, cells) -> {
            if (!cells.get(2).isEmpty()) {
                Function<String, Long> number = cells.get(1).equals("time") ? this::millis : this::bytes;
                onThePage.add(key + " " + number.apply(cells.get(2)) + " "
                        + (cells.get(3).isEmpty() ? Long.MAX_VALUE : number.apply(cells.get(3))));
            }
        });
        List<String> checked = Ranges.of(DEFAULTS).stream()
                .map(range -> "hostledger." + range.key() + " " + range.from() + " " + range.to())
                .sorted()
                .toList();
        assertEquals(checked, onThePage);
    }

    @Test
    void theDefaultsAreInTheirRanges() {
        Ranges.check(DEFAULTS);
    }

    private long bytes(String text) {
        MemorySize size = new MemorySizeConverter().convert(text);
        return size.asLongValue();
    }

    private long millis(String text) {
        Duration time = new DurationConverter().convert(text);
        return time.toMillis();
    }

    @Test
    void theDefaultsOfQuarkusAreThoseThatThisProgramSets() throws IOException {
        Properties set = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            set.load(file);
        }
        rows("quarkus.").forEach((key, cells) -> {
            if (set.containsKey(key)) {
                assertEquals("`" + set.getProperty(key) + "`", cells.get(0), key);
            }
        });
        assertTrue(rows("quarkus.").keySet().containsAll(List.of("quarkus.http.host", "quarkus.management.host")));
    }
}
