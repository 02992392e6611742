package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.it.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what the page on migration says of the service to the packaged program, as {@link MigrationPageTest} does the rest. */
class MigrationIT {
    private static final Path PAGE = Path.of("src/site/markdown/migration.md");
    private static final Path SAMPLE = Path.of("src/test/resources/legacy/ledger.jsonl");

    @TempDir
    Path data;

    private String page = "";

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(PAGE);
    }

    /** What the page says that a command prints. */
    private String printed(String command) {
        Matcher matcher = Pattern.compile(
                        "```sh\n" + Pattern.quote(command) + "\n```\n\n```text\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertTrue(matcher.find(), command);
        return matcher.group(1);
    }

    /** An output without what differs from one time to the next: when, how long, and the hash of our last block. */
    private static String lasting(String text) {
        return text.replaceAll("20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ", "WHEN")
                .replaceAll("took {5}[0-9.]+ s", "took T")
                .replaceAll("head {5}72:[0-9a-f]{64}", "head 72");
    }

    private void prints(String command) {
        List<String> words = Arrays.asList(command.replace(" data", " " + data).split(" "));
        Ran ran = Ran.command(words.subList(1, words.size()).toArray());
        assertEquals(lasting(printed(command)), lasting(ran.well()));
    }

    @Test
    void aLedgerIsTakenOverAndContinuedAsThePageSays() throws Exception {
        byte[] before = Files.readAllBytes(SAMPLE);
        Files.write(data.resolve("ledger.jsonl"), before);
        try (Service service = Service.start(data);
                HttpClient client = HttpClient.newHttpClient()) {
            prints("hostledger events --data-dir data --no-follow -n 2");
            HttpRequest change = HttpRequest.newBuilder(URI.create(service.api() + "/v1/changes"))
                    .header("Content-Type", "application/json")
                    .POST(
                            HttpRequest.BodyPublishers.ofString(
                                    "{\"element_id\":\"interface:vi101\",\"state\":{\"bridge\":\"ovsbr0\"},\"actor\":\"admin\"}"))
                    .build();
            assertEquals(201, client.send(change, BodyHandlers.discarding()).statusCode());
            prints("hostledger verify data --expect"
                    + " 70:c9c3d41f390c1e6d734028fd9740e3a9b84e917c62cd145ff412de9c997d92b2");
        }
        byte[] after = Files.readAllBytes(data.resolve("ledger.jsonl"));
        assertArrayEquals(before, Arrays.copyOf(after, before.length));
    }

    @Test
    void aDamagedOneIsRefusedAsThePageSays() throws Exception {
        List<String> lines = Samples.lines(SAMPLE);
        lines.add(30, lines.get(30).substring(0, 80));
        Path ledger = data.resolve("ledger.jsonl");
        Samples.write(ledger, lines);
        byte[] before = Files.readAllBytes(ledger);
        Matcher refusal =
                Pattern.compile("```text\n(hostledger does not start: .*)\n```").matcher(page);
        assertTrue(refusal.find());
        try (Service service = Service.launch(data)) {
            assertNotEquals(0, service.exitCode());
            assertTrue(service.log().contains(refusal.group(1)), service.log());
        }
        assertArrayEquals(before, Files.readAllBytes(ledger));
    }
}
