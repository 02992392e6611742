package io.hostledger.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What GraalVM is given to compile, looked at without GraalVM. */
class NativeSourcesIT {
    private static final Path SOURCES = Path.of("target/native-sources");
    private static final Path ARGUMENTS = Path.of("src/test/resources/native/arguments.txt");
    private static final String CONFIGURATION = "META-INF/native-image/";
    private static final String OF_THE_COMMANDS = CONFIGURATION + "picocli-generated/hostledger/hostledger/";

    /** Which of our classes Quarkus has reached by reflection, by the end of their names, and why. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("app.Main", "the class of main, which Quarkus calls where it is started another way"),
            Map.entry("app.Settings$$CMImpl", "what Quarkus makes of a configuration mapping"),
            Map.entry("app.Settings$*$$CMImpl", "the same, of its groups"),
            Map.entry("api.ExceptionMapping$ExceptionMapper$*", "what Quarkus REST makes of each exception mapper"),
            Map.entry("api.HeldPageWriter", "a body writer, which Quarkus REST makes"),
            Map.entry("app.OpenLedger", "its constructor takes the settings, whose bean asks for its injection point"),
            Map.entry("app.Streaming", "the same"),
            Map.entry("app.Tracing", "the same"),
            Map.entry("app.Verifying", "the same"),
            Map.entry("app.LedgerGauges", "an observer of it, the same"),
            Map.entry("app.LogForm", "an observer of it, the same"),
            Map.entry("app.ReadWiring", "a producer of it, the same"),
            Map.entry("app.Wiring", "producers of it, the same"));

    @BeforeEach
    void built() {
        assumeTrue(Files.isDirectory(SOURCES), "-Dquick leaves out the build of the native sources");
    }

    @Test
    void theArgumentsAreTheExpectedOnes() throws IOException {
        List<String> arguments = List.of(Files.readString(SOURCES.resolve("native-image.args"))
                .strip()
                .replaceAll("hostledger-\\S*?-runner", "hostledger-runner")
                .split(" +"));
        assertEquals(Files.readAllLines(ARGUMENTS), arguments);
    }

    @Test
    void noneOfOurClassesIsReachedByReflectionButThoseOfQuarkus() throws IOException {
        Map<String, String> reached = new TreeMap<>();
        for (JsonNode type : read(CONFIGURATION + "reflect-config.json")) {
            String name = type.get("name").asText();
            if (name.startsWith("io.hostledger.")) {
                reached.put(kind(name), REASONS.getOrDefault(kind(name), "no reason is known"));
            }
        }
        assertEquals(new TreeMap<>(REASONS), reached);
    }

    private static String kind(String type) {
        return type.substring("io.hostledger.".length())
                .replaceFirst("^(api\\.ExceptionMapping\\$ExceptionMapper\\$)[0-9a-f]{40}$", "$1*")
                .replaceFirst("^(app\\.Settings\\$)\\w+(\\$\\$CMImpl)$", "$1*$2");
    }

    @Test
    void theCommandLineIsReachedAsPicocliFoundIt() throws IOException {
        TreeSet<String> commands = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.hostledger.cli").stream()
                        .filter(NativeSourcesIT::isOfPicocli)
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> reached = StreamSupport.stream(
                        read(OF_THE_COMMANDS + "reflect-config.json").spliterator(), false)
                .map(type -> type.get("name").asText())
                .filter(name -> name.startsWith("io.hostledger.cli."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(reached.containsAll(commands), () -> commands + " but " + reached);
        assertTrue(commands.size() > 9, commands::toString);
    }

    private static boolean isOfPicocli(JavaClass type) {
        return type.isAnnotatedWith("picocli.CommandLine$Command")
                || Stream.concat(type.getFields().stream(), type.getMethods().stream())
                        .anyMatch(NativeSourcesIT::isOfPicocli);
    }

    private static boolean isOfPicocli(JavaMember member) {
        return member.isAnnotatedWith("picocli.CommandLine$Option")
                || member.isAnnotatedWith("picocli.CommandLine$Parameters")
                || member.isAnnotatedWith("picocli.CommandLine$Mixin");
    }

    @Test
    void whatSendsSpansIsFound() throws IOException {
        assertTrue(read(CONFIGURATION + "resource-config.json").toString().contains("HttpSenderProvider"));
        assertTrue(read(CONFIGURATION + "reflect-config.json").toString().contains(".JdkHttpSenderProvider"));
    }

    @Test
    void theDescriptionOfTheApiIsInIt() throws IOException {
        String resources = read(CONFIGURATION + "resource-config.json").toString();
        for (String form : List.of("JSON", "YAML")) {
            String document = "META-INF/quarkus-generated-openapi-doc." + form;
            assertTrue(resources.contains(document), resources);
            assertTrue(text(document).contains("/v1/changes"));
        }
    }

    @Test
    void theProgramStartsWithOurMainAndItsLibrariesAreThere() throws IOException {
        try (JarFile jar = jar()) {
            var manifest = jar.getManifest().getMainAttributes();
            assertEquals("io.hostledger.app.Main", manifest.getValue("Main-Class"));
            for (String library : manifest.getValue("Class-Path").strip().split(" +")) {
                assertTrue(Files.exists(SOURCES.resolve(library)), library);
            }
        }
    }

    private static JsonNode read(String name) throws IOException {
        return new ObjectMapper().readTree(text(name));
    }

    private static String text(String name) throws IOException {
        try (JarFile jar = jar();
                InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JarFile jar() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return new JarFile(files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toFile());
        }
    }
}
