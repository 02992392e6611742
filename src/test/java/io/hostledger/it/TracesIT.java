package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.it.TraceReceiver.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector gets of requests. */
class TracesIT {
    private static final String CHANGE = "{\"element_id\":\"file:/etc/hosts\",\"state\":{\"n\":1},\"actor\":\"it\"}";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    @TempDir
    Path directory;

    @Test
    void aRequestHasLaneCommitAndApplyInside() throws Exception {
        try (TraceReceiver receiver = new TraceReceiver()) {
            try (Service service = Service.start(directory, "hostledger.traces.endpoint=" + receiver.endpoint())) {
                assertEquals(201, traced(service.api(), "01", CHANGE));
                assertEquals(200, traced(service.api(), "01", CHANGE));
                assertEquals(
                        200,
                        Http.get(service.api(), "/v1/elements/file:%2Fetc%2Fhosts/blocks/0")
                                .statusCode());
                service.stop();
            }
            List<Span> mine = receiver.spans().stream()
                    .filter(it -> it.trace().equals(TRACE))
                    .toList();
            List<Span> requests =
                    mine.stream().filter(it -> it.parent().equals(CALLER)).toList();
            assertEquals(2, requests.size(), mine::toString);
            Span request = requests.get(0);
            assertEquals("POST /v1/changes", request.name());
            assertEquals("201", request.attributes().get("http.response.status_code"));

            var inside = mine.stream()
                    .filter(it -> it.parent().equals(request.id()))
                    .collect(Collectors.toMap(Span::name, Function.identity()));
            assertEquals(
                    List.of("apply", "commit", "lane"),
                    inside.keySet().stream().sorted().toList());
            assertTrue(request.start() <= inside.get("lane").start());
            assertTrue(inside.get("lane").end() <= inside.get("commit").end());
            assertEquals(inside.get("commit").end(), inside.get("apply").start());
            assertTrue(inside.get("apply").end() <= request.end());
            assertEquals("1", inside.get("commit").attributes().get("hostledger.batch.blocks"));

            List<String> ofUnchanged = mine.stream()
                    .filter(it -> it.parent().equals(requests.get(1).id()))
                    .map(Span::name)
                    .toList();
            assertEquals(List.of("lane"), ofUnchanged);
            assertTrue(receiver.spans().stream().anyMatch(it -> it.name().equals("GET /v1/elements/{id}/blocks/{id}")));
            assertTrue(
                    receiver.spans().stream().noneMatch(it -> it.toString().contains("hosts")), "an id is in a trace");
        }
    }

    @Test
    void whatTheCallerDoesNotTraceAndLinesOfNdjsonHaveNoSpans() throws Exception {
        try (TraceReceiver receiver = new TraceReceiver()) {
            try (Service service = Service.start(directory, "hostledger.traces.endpoint=" + receiver.endpoint())) {
                assertEquals(201, traced(service.api(), "00", CHANGE));
                assertEquals(
                        200,
                        Http.post(service.api(), "/v1/changes", "application/x-ndjson", CHANGE + "\n" + CHANGE + "\n")
                                .statusCode());
                service.stop();
            }
            assertEquals(
                    List.of("POST /v1/changes"),
                    receiver.spans().stream().map(Span::name).toList());
        }
    }

    @Test
    void aCollectorThatIsNotThereHoldsUpNothing() throws Exception {
        try (Service service = Service.start(directory, "hostledger.traces.endpoint=http://127.0.0.1:1/v1/traces")) {
            assertEquals(201, traced(service.api(), "01", CHANGE));
            service.stop();
        }
    }

    private static int traced(URI api, String flags, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/v1/changes"))
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-" + flags)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
