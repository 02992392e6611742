package io.hostledger.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostledger.it.Http;
import io.hostledger.it.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of the jar, assembled as its Containerfile says, and the service started from what is in it. */
class ImageIT {
    private static final Path DOCKER = Path.of("src/main/docker");
    private static final String DATA = "/var/lib/hostledger";
    private static final String USER = "10001";

    @TempDir
    Path temp;

    private Containerfile file;
    private Image image;

    @BeforeEach
    void assemble() throws Exception {
        file = Containerfile.read(DOCKER.resolve("Containerfile.jvm"));
        assumeTrue(
                Files.isDirectory(Path.of(file.copies().get(0).from())),
                "there is no jar: it is the executable that was built");
        // The image's user is to get to it.
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        image = Image.of(file, temp);
    }

    @Test
    void itSaysWhatTheContainerfileSays() throws Exception {
        JsonNode says = image.configuration();
        assertEquals(file.user(), says.get("User").asText());
        assertEquals(file.workingDirectory(), says.get("WorkingDir").asText());
        assertEquals(file.entrypoint(), texts(says.get("Entrypoint")));
        assertEquals(
                file.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList(),
                texts(says.get("Env")));
        assertEquals(List.of("8080/tcp", "9000/tcp"), names(says.get("ExposedPorts")));
        assertEquals(List.of(DATA), names(says.get("Volumes")));
        assertEquals(List.copyOf(file.labels().keySet()), names(says.get("Labels")));
        file.labels()
                .forEach((label, value) ->
                        assertEquals(value, says.get("Labels").get(label).asText()));
    }

    @Test
    void theServiceRunsFromItAsItsUserAndWritesToItsDirectoryAlone() throws Exception {
        Path data = image.at(DATA);
        image.writable(false, data);
        TreeSet<String> before = image.filesBeside(data);
        try (Service service = Service.launch(process()).listening()) {
            String change = "{\"element_id\":\"interface:vi1\",\"state\":{\"n\":1},\"actor\":\"it\"}";
            assertEquals(201, Http.change(service.api(), change).statusCode());
            assertEquals(200, Http.get(service.management(), "/q/health/ready").statusCode());
            assertEquals(200, Http.get(service.api(), "/q/openapi").statusCode());
            if (isRoot()) {
                assertEquals(Integer.valueOf(USER), Files.getAttribute(data.resolve("ledger.jsonl"), "unix:uid"));
            }
            assertEquals(0, service.stop());
        } finally {
            image.writable(true, data);
        }
        assertEquals(before, image.filesBeside(data));
    }

    /** The image's entry point, with the java of this machine, in the image's environment alone. */
    private ProcessBuilder process() throws Exception {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(
                    List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--no-new-privs"));
        }
        for (String word : file.entrypoint()) {
            command.add(word.startsWith("/") ? image.at(word).toString() : word);
        }
        command.set(
                command.indexOf("java"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(image.at(file.workingDirectory()).toFile());
        Map<String, String> environment = process.environment();
        environment.clear();
        environment.putAll(file.environment());
        environment.put(
                "HOSTLEDGER_DATA_DIR",
                image.at(environment.get("HOSTLEDGER_DATA_DIR")).toString());
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("QUARKUS_MANAGEMENT_PORT", "0");
        // Read-only, as all of the file system is.
        environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + image.root());
        return process;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** One whose event loops have died of want of memory would neither answer nor be started anew. */
    @Test
    void aServiceWithoutMemoryEnds() {
        assertTrue(file.environment().get("JDK_JAVA_OPTIONS").contains("-XX:+ExitOnOutOfMemoryError"));
    }

    @Test
    void bothContainerfilesDescribeOneService() throws Exception {
        Containerfile other = Containerfile.read(DOCKER.resolve("Containerfile.native"));
        assertEquals(file.user(), other.user());
        assertEquals(Set.of("HOSTLEDGER_DATA_DIR"), other.environment().keySet());
        assertEquals(
                Set.of("HOSTLEDGER_DATA_DIR", "JDK_JAVA_OPTIONS"),
                file.environment().keySet());
        assertEquals(DATA, file.environment().get("HOSTLEDGER_DATA_DIR"));
        assertEquals(DATA, other.environment().get("HOSTLEDGER_DATA_DIR"));
        assertEquals(file.ports(), other.ports());
        assertEquals(file.workingDirectory(), other.workingDirectory());
        assertEquals(file.volumes(), other.volumes());
        assertEquals(file.labels(), other.labels());
        assertEquals(USER + ":" + USER, file.directories().get(DATA));
        assertTrue(other.copies().stream()
                .anyMatch(copy -> copy.to().equals(DATA) && copy.owner().equals(file.user())));
        assertTrue(other.copies().stream().anyMatch(copy -> List.of(copy.to()).equals(other.entrypoint())));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
