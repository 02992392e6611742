package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads, from start to stop. */
class LogIT {
    private static final String FORGED =
            "{\"element_id\":\"service:x\",\"state\":{\"n\":1},\"actor\":\"a\\n2026 ERROR forged\\u001b[2K\"}";

    @TempDir
    Path directory;

    private static List<String> ours(Service service) throws IOException {
        return service.log()
                .lines()
                .filter(line -> line.contains("[io.hostledger]"))
                .map(line -> line.substring(line.indexOf(") ") + 2))
                .toList();
    }

    @Test
    void eachChangeOfTheServicesStateIsALineAndNoRequestIs() throws Exception {
        try (Service service = Service.start(directory)) {
            int before = ours(service).size();
            for (int i = 0; i < 3; i++) {
                Http.change(service.api(), FORGED);
                Http.get(service.api(), "/v1/elements/service:never%0A2026%20ERROR%20forged");
                Http.get(service.api(), "/v1/nothing%0A2026%20ERROR%20forged");
            }
            assertEquals(before, ours(service).size(), service.log());
            service.stop();
            List<String> lines = ours(service);
            assertTrue(lines.get(0).startsWith("starting on "), service.log());
            assertTrue(
                    lines.get(1).matches("recovered in \\d+\\.\\d{3} s: 0 blocks were in the journal alone"),
                    service.log());
            assertEquals("ready: taking changes", lines.get(2));
            assertEquals("the ledger has 0 blocks, 0 elements, and the head none", lines.get(3));
            assertEquals(
                    List.of("stopping: what was taken is answered, and no more is taken", "stopped"),
                    lines.subList(4, lines.size()));
            assertFalse(service.log().contains("forged"), service.log());
        }
    }

    @Test
    void asJsonEveryLineOfTheServiceIsAnObject() throws Exception {
        try (Service service = Service.start(directory, "hostledger.log.json=true")) {
            assertEquals(201, Http.change(service.api(), FORGED).statusCode());
            Path chain = directory.resolve("element-chains/processes/services/x.jsonl");
            service.stop();
            assertTrue(Files.exists(chain));
            ObjectMapper json = new ObjectMapper();
            List<String> messages = service.log()
                    .lines()
                    .filter(line -> !line.startsWith("WARNING: ")) // of the JVM
                    .map(line -> {
                        try {
                            return json.readTree(line);
                        } catch (IOException e) {
                            throw new AssertionError(line, e);
                        }
                    })
                    .filter(line -> line.path("loggerName").asText().equals("io.hostledger"))
                    .peek(line -> assertTrue(
                            line.path("timestamp").isTextual()
                                    && line.path("level").isTextual(),
                            line::toString))
                    .map(line -> line.path("message").asText())
                    .toList();
            assertTrue(messages.contains("ready: taking changes"), service.log());
            assertEquals("stopped", messages.get(messages.size() - 1));
        }
    }

    @Test
    void aDamagedElementIsALineHoweverOftenItsChangesAreRefused() throws Exception {
        try (Service service = Service.start(directory)) {
            assertEquals(201, Http.change(service.api(), FORGED).statusCode());
            service.stop();
        }
        Files.delete(directory.resolve("element-chains/processes/services/x.jsonl"));
        try (Service service = Service.start(directory)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        500,
                        Http.change(service.api(), FORGED.replace("\"n\":1", "\"n\":2"))
                                .statusCode());
            }
            assertEquals(
                    1,
                    ours(service).stream()
                            .filter(line -> line.startsWith("changes of an element are refused: element-chains/"))
                            .count(),
                    service.log());
        }
    }
}
