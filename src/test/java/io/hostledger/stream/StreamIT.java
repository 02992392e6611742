package io.hostledger.stream;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hostledger.it.Service;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service: its subscribers lose it, find it again, and miss nothing. */
class StreamIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private List<String> ledger() throws IOException {
        return Files.readAllLines(directory.resolve("data/ledger.jsonl"));
    }

    private Service start() throws Exception {
        return Service.start(directory.resolve("data"));
    }

    static void change(Service service, int from, int to) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append("{\"element_id\":\"interface:vi")
                    .append(i % 10)
                    .append("\",\"actor\":\"it\",\"state\":{\"n\":");
            lines.append(i).append("}}\n");
        }
        HttpRequest request = HttpRequest.newBuilder(service.api().resolve("/v1/changes"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().lines().noneMatch(line -> line.contains("\"problem\"")), answer.body());
    }

    private static RawClient follow(Service service, EventReader reader) throws IOException {
        RawClient client = reader.lastId == null
                ? new RawClient(service.api().getPort()).get("/v1/events?from=0")
                : new RawClient(service.api().getPort()).get("/v1/events", "Last-Event-ID: " + reader.lastId);
        assertEquals(200, client.readHead());
        return client;
    }

    @Test
    void subscriberGoesOnWithoutAGapAfterAStopAndAfterAKill() throws Exception {
        EventReader reader = new EventReader();
        try (Service service = start();
                RawClient client = follow(service, reader)) {
            change(service, 0, 300);
            while (reader.data.size() < 100) {
                assertTrue(client.readChunk(reader));
            }
            service.stop();
            // A stop ends the stream in order.
            while (client.readChunk(reader)) {}
            reader.cut();
        }
        try (Service service = start();
                RawClient client = follow(service, reader)) {
            change(service, 300, 600);
            while (reader.data.size() < 400) {
                assertTrue(client.readChunk(reader));
            }
            service.kill();
            readToTheBreak(client, reader);
            reader.cut();
        }
        try (Service service = start();
                RawClient client = follow(service, reader)) {
            change(service, 600, 650);
            while (reader.data.size() < 650) {
                assertTrue(client.readChunk(reader));
            }
        }
        assertEquals(ledger(), reader.data);
    }

    private static void readToTheBreak(RawClient client, EventReader reader) throws IOException {
        try {
            while (client.readChunk(reader)) {}
        } catch (EOFException | SocketException e) {
            // The break.
        }
    }

    @Test
    void curlFollowsAndGoesOn() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl");
        Path output = directory.resolve("events");
        EventReader reader = new EventReader();
        try (Service service = start()) {
            Process curl = curl(service, output, "?from=0", "X-None: 1");
            change(service, 0, 50);
            await().until(() -> Files.readString(output).contains("\"height\":49,"));
            service.stop();
            assertEquals(0, curl.waitFor());
        }
        byte[] first = Files.readAllBytes(output);
        reader.read(first, 0, first.length);
        try (Service service = start()) {
            change(service, 50, 100);
            Process curl = curl(service, output, "", "Last-Event-ID: " + reader.lastId);
            await().until(() -> Files.readString(output).contains("\"height\":99,"));
            curl.destroy();
        }
        byte[] second = Files.readAllBytes(output);
        reader.read(second, 0, second.length);
        assertEquals(ledger(), reader.data);
    }

    private static Process curl(Service service, Path output, String query, String header) throws IOException {
        return new ProcessBuilder("curl", "-sN", "-H", header, service.api() + "/v1/events" + query)
                .redirectOutput(output.toFile())
                .start();
    }
}
