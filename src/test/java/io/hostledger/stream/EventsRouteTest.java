package io.hostledger.stream;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsRouteTest {
    private static final Duration KEEP_ALIVE = Duration.ofMillis(400);

    private StreamServer server;

    @BeforeEach
    void start() throws Exception {
        server = new StreamServer(new StreamLimits(256 * 1024, 256 * 1024, KEEP_ALIVE, 6, 5));
        server.publish(4);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private RawClient open(String query, String... headers) throws IOException {
        RawClient client = new RawClient(server.port).get("/v1/events" + query, headers);
        assertEquals(200, client.readHead());
        return client;
    }

    private static void readUntil(RawClient client, EventReader reader, BooleanSupplier enough) throws IOException {
        while (!enough.getAsBoolean()) {
            assertTrue(client.readChunk(reader), "the stream ended");
        }
    }

    @Test
    void streamIsWhatTheContractSays() throws Exception {
        EventReader reader = new EventReader();
        try (RawClient client = open("?from=2")) {
            assertEquals("text/event-stream", client.header("content-type"));
            assertEquals("no-cache", client.header("cache-control"));
            assertEquals("chunked", client.header("transfer-encoding"));
            readUntil(client, reader, () -> reader.data.size() == 2);
            server.publish(3);
            readUntil(client, reader, () -> reader.data.size() == 5 && reader.comments >= 2);
        }
        assertEquals(server.ledger.head(1).toString(), reader.ids.getFirst());
        assertEquals(server.ledger.lines().subList(2, 7), reader.data);
    }

    @Test
    void headerGoesBeforeTheParameterAndThatBeforeTheHeight() throws Exception {
        String second = server.ledger.head(1).toString();
        String third = server.ledger.head(2).toString();
        String query = "?from=0&last_event_id=" + second;
        for (List<String> each : List.of(List.of(query, ""), List.of(query, "Last-Event-ID: " + third))) {
            EventReader reader = new EventReader();
            try (RawClient client = each.get(1).isEmpty() ? open(each.get(0)) : open(each.get(0), each.get(1))) {
                readUntil(client, reader, () -> reader.data.size() >= 1);
            }
            assertEquals(each.get(1).isEmpty() ? second : third, reader.ids.getFirst());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?last_event_id=1, '', 422, invalid-request, /last_event_id",
        "?last_event_id=, '', 422, invalid-request, /last_event_id",
        "?from=0, Last-Event-ID: x:y, 422, invalid-request, /Last-Event-ID",
        "?from=-1, '', 422, invalid-request, /from",
        "?from=5, '', 422, invalid-request, /from",
        "?from=0&from=0, '', 422, invalid-request, /from",
        "?since=1, '', 422, invalid-request, /since",
        "?ACTOR=a, '', 422, invalid-request, /ACTOR",
        "?actor=, '', 422, invalid-request, /actor",
        "?actor=%ff, '', 422, invalid-request, percent",
        "?details=yes, '', 422, invalid-request, /details",
        "'', Accept: application/json, 406, not-acceptable, text/event-stream",
        "'', 'Accept: text/html, text/event-stream;q=0', 406, not-acceptable, text/event-stream",
        "?last_event_id=1:0000000000000000000000000000000000000000000000000000000000000000, '', 409, forked-history, 1:00",
        "?last_event_id=9:0000000000000000000000000000000000000000000000000000000000000000, '', 409, forked-history, 9:00"
    })
    void problemsComeBeforeTheFirstByte(String query, String header, int status, String slug, String word)
            throws Exception {
        try (RawClient client = new RawClient(server.port)) {
            client.get("/v1/events" + query, header.isEmpty() ? "X-None: 1" : header);
            assertEquals(status, client.readHead());
            assertEquals("application/problem+json", client.header("content-type"));
            String body = client.body();
            assertTrue(body.contains("\"urn:hostledger:problem:" + slug + '"') && body.contains(word), body);
        }
        assertEquals(0, server.feed.subscribers());
        await().until(() -> server.admission.count() == 0);
    }

    @Test
    void otherMethodsAreNotAllowed() throws Exception {
        try (RawClient client = new RawClient(server.port)) {
            assertEquals(
                    405, client.send("POST", "/v1/events", "Content-Length: 0").readHead());
            assertEquals("GET", client.header("allow"));
        }
    }

    @Test
    void acceptOfAnythingWillDo() throws Exception {
        for (String accept : List.of("*/*", "text/event-stream", "application/json, text/event-stream;q=0.5")) {
            open("", "Accept: " + accept).close();
        }
    }

    @Test
    void tooManySubscribersAreRefusedByAddressAndInTotal() throws Exception {
        RawClient[] clients = new RawClient[5];
        for (int i = 0; i < 5; i++) {
            clients[i] = open("");
        }
        try (RawClient client = new RawClient(server.port).get("/v1/events")) {
            assertEquals(429, client.readHead());
            assertTrue(client.body().contains("too-many-connections"));
        }
        // As if from elsewhere.
        assertEquals(Admission.Answer.ADMITTED, server.admission.enter("192.0.2.1"));
        try (RawClient client = new RawClient(server.port).get("/v1/events")) {
            assertEquals(503, client.readHead());
            assertFalse(client.header("retry-after").isEmpty());
            assertTrue(client.body().contains("overloaded"));
        }
        for (RawClient client : clients) {
            client.close();
        }
        await().until(() -> server.admission.count() == 1);
        open("").close();
    }

    @Test
    void goneReadersAreNoticedWithinTwoKeepAlives() throws Exception {
        RawClient closed = open("");
        RawClient reset = open("");
        RawClient silent = open("");
        // Its next request is waiting, for which nobody reads any more.
        RawClient pipelining = open("").get("/v1/events").get("/v1/events");
        server.publish(1);
        assertEquals(4, server.feed.subscribers());
        closed.close();
        reset.reset();
        pipelining.close();
        await().atMost(KEEP_ALIVE.multipliedBy(5).dividedBy(2)).until(() -> server.feed.subscribers() == 1);
        await().until(() -> server.admission.count() == 1);
        silent.close();
        await().until(() -> server.feed.subscribers() == 0);
    }

    @Test
    void whatIsAskedBehindAStreamIsDroppedAndTheConnectionClosedAtItsEnd() throws Exception {
        EventReader reader = new EventReader();
        // Both requests in one write, so that the second has come before the end.
        String second = "GET /v1/events?from=-1";
        try (RawClient client =
                new RawClient(server.port).get("/v1/events?from=0 HTTP/1.1\r\nHost: localhost\r\n\r\n" + second)) {
            assertEquals(200, client.readHead());
            readUntil(client, reader, () -> reader.data.size() == 4);
            server.feed.close();
            while (client.readChunk(reader)) {}
            assertEquals(0, client.readRaw(new byte[1], 1));
        }
    }

    @Test
    void aConnectionIsUsedOnBehindAStreamThatEnded() throws Exception {
        EventReader reader = new EventReader();
        try (RawClient client = open("")) {
            server.feed.close();
            while (client.readChunk(reader)) {}
            assertEquals(422, client.get("/v1/events?from=-1").readHead());
        }
    }

    @Test
    void readerThatStopsReadingHinderNobodyAndMissesNothing() throws Exception {
        EventReader stopped = new EventReader();
        EventReader reading = new EventReader();
        try (RawClient slow = open("?details=true");
                RawClient fast = open("")) {
            for (int i = 0; i < 40; i++) {
                server.publish(500);
            }
            int all = server.ledger.size() - 4;
            readUntil(fast, reading, () -> reading.data.size() == all);
            assertEquals(server.ledger.lines().subList(4, all + 4), reading.data);
            assertTrue(server.feed.lag() > 1_000, "lag: " + server.feed.lag());
            readUntil(slow, stopped, () -> stopped.data.size() == all);
        }
        assertEquals(reading.data.stream().map(server.ledger::details).toList(), stopped.data);
    }

    @Test
    void shutdownEndsStreamsInOrder() throws Exception {
        EventReader reader = new EventReader();
        try (RawClient client = open("?action=never")) {
            readUntil(client, reader, () -> !reader.ids.isEmpty());
            server.publish(3);
            server.feed.close();
            while (client.readChunk(reader)) {}
        }
        assertEquals(server.ledger.head(6).toString(), reader.lastId);
    }
}
