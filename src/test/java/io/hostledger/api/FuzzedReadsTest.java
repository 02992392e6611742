package io.hostledger.api;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a GET says, in its path, its query or its headers: it is answered, and never by a server fault. */
@QuarkusTest
class FuzzedReadsTest {
    private static final int REQUESTS = 2_400;
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "2",
            "-1",
            "1e3",
            "007",
            "9223372036854775807",
            "99999999999999999999",
            "asc",
            "desc",
            "any",
            "true",
            "%00",
            "%FF",
            "%",
            "%zz",
            "%ED%A0%80",
            "%F4%8F%BF%BF",
            "%EF%BF%BF",
            "a%22b",
            "+",
            "2020-01-01T00:00:00Z",
            "2100-01-01T00:00:00.123456789%2B05:30",
            "2100-01-01T00:00:00",
            "2020-02-30T00:00:00Z",
            "0000-01-01T00:00:00%2B18:00",
            "9999-12-31T23:59:59.999999999-18:00",
            "user:",
            "user:fuzz",
            "file:%2F..%2F",
            "file:%2Fetc",
            "admin",
            "User",
            "created",
            "AAAAAAAAAAA",
            "'",
            "%5C",
            HASH,
            "0:" + HASH,
            "-1:" + HASH,
            "99:" + HASH,
            "x".repeat(3_000));
    private static final List<String> ACCEPTS = List.of(
            "*/*",
            "application/json",
            "application/x-ndjson",
            "text/csv",
            "text/event-stream",
            "application/problem+json",
            "text/html;q=0.1, */*;q=0",
            "application/json;q=x",
            "application/x-ndjson;q=0",
            "/",
            ",",
            ";",
            "a",
            "a/b;c=\"",
            "");
    private static final List<String> SEGMENTS = List.of(
            "v1",
            "v2",
            "ledger",
            "blocks",
            "changes",
            "changesets",
            "elements",
            "state",
            "diff",
            "events",
            "verification",
            "reports",
            "audit",
            "rollback",
            "user:fuzz",
            "q",
            "..",
            ".",
            "",
            ";a=b");

    @TestHTTPResource
    URI service;

    private final Random random = new Random(17);
    private final List<String> cursors = new ArrayList<>();

    @BeforeEach
    void aLedgerWithPages() {
        for (int n = 0; n < 3; n++) {
            given().contentType("application/json")
                    .body("{\"element_id\":\"user:fuzz\",\"state\":{\"n\":" + n + "},\"actor\":\"admin\"}")
                    .post("/v1/changes");
        }
        for (String path : List.of("/v1/ledger/blocks", "/v1/changes", "/v1/elements/user:fuzz/blocks")) {
            String next = given().get(path + "?limit=1").path("next");
            cursors.add(next);
        }
    }

    /** The names of the query parameters of each GET, as the API describes itself. */
    private static Map<String, List<String>> described() throws IOException {
        JsonNode api = new ObjectMapper()
                .readTree(RestAssured.get("/q/openapi?format=json").asString());
        Map<String, List<String>> parameters = new TreeMap<>();
        api.get("paths").fields().forEachRemaining(path -> {
            JsonNode get = path.getValue().get("get");
            if (get != null && path.getKey().startsWith("/v1")) {
                List<String> names = parameters.computeIfAbsent(path.getKey(), none -> new ArrayList<>());
                get.path("parameters").forEach(parameter -> {
                    String at = parameter.path("$ref").asText("#").substring(1);
                    JsonNode meant = at.isEmpty() ? parameter : api.at(at);
                    if (meant.get("in").asText().equals("query")) {
                        names.add(meant.get("name").asText());
                    }
                });
            }
        });
        return parameters;
    }

    @Test
    void everyDescribedParameterIsKnownAndNoOther() throws IOException {
        Map<String, List<String>> described = described();
        assertEquals(15, described.size(), described::toString);
        for (Map.Entry<String, List<String>> path : described.entrySet()) {
            String asked = filled(path.getKey(), "user:fuzz", "0");
            for (String name : path.getValue()) {
                String answer = ask(asked + "?" + name + "=%00&" + name + "=%00", "");
                assertTrue(answer.contains("more than once"), asked + "?" + name + ": " + answer);
            }
            String answer = ask(asked + "?colour=red", "");
            assertTrue(answer.contains("no such parameter"), asked + ": " + answer);
        }
    }

    @Test
    void noParameterNorHeaderGivesAServerFault() throws IOException {
        Map<String, List<String>> described = described();
        List<String> paths = new ArrayList<>(described.keySet());
        for (int i = 0; i < REQUESTS; i++) {
            String path = one(paths);
            StringBuilder asked = new StringBuilder(filled(path, id(), random.nextInt(3) == 0 ? value() : "1"));
            List<String> names = described.get(path);
            char before = '?';
            for (int n = random.nextInt(4); n > 0; n--) {
                boolean known = !names.isEmpty() && random.nextInt(12) > 0;
                asked.append(before)
                        .append(known ? one(names) : "x")
                        .append('=')
                        .append(value());
                before = '&';
            }
            isAnswered(asked.toString(), headers());
        }
    }

    @Test
    void noPathGivesAServerFault() throws IOException {
        for (int i = 0; i < REQUESTS / 2; i++) {
            StringBuilder path = new StringBuilder(random.nextInt(4) == 0 ? "" : "/v1");
            for (int n = 1 + random.nextInt(5); n > 0; n--) {
                path.append('/').append(random.nextInt(4) == 0 ? value() : one(SEGMENTS));
            }
            isAnswered(path.toString(), headers());
        }
    }

    private void isAnswered(String path, String headers) throws IOException {
        String head = ask(path, headers);
        assertTrue(head.matches("(?s)HTTP/1\\.1 [234]\\d\\d .*"), path + '\n' + headers + "->\n" + head);
    }

    /** The answer's head, and of a problem all of it: a stream has no end. */
    private String ask(String path, String headers) throws IOException {
        try (RawHttp http = new RawHttp(service)) {
            http.head("GET " + path + " HTTP/1.1\nHost: x\nConnection: close\n" + headers + "\n");
            String head = http.readTo("\r\n\r\n");
            return head.contains("application/problem+json") ? head + http.readToEnd() : head;
        }
    }

    private static String filled(String path, String id, String block) {
        return path.replace("{id}", id).replace("{height}", block).replace("{block}", block);
    }

    private String id() {
        return random.nextInt(3) > 0 ? "user:fuzz" : value();
    }

    private String headers() {
        StringBuilder headers = new StringBuilder();
        if (random.nextBoolean()) {
            headers.append("Accept: ").append(one(ACCEPTS)).append('\n');
        }
        for (String name : List.of("Last-Event-ID", "If-Match", "If-None-Match", "Range", "Content-Type")) {
            if (random.nextInt(6) == 0) {
                headers.append(name).append(": ").append(value()).append('\n');
            }
        }
        return headers.toString();
    }

    /** One that was chosen, a cursor, one that was a cursor, or any bytes. */
    private String value() {
        return switch (random.nextInt(8)) {
            case 0 -> one(cursors);
            case 1 -> {
                StringBuilder damaged = new StringBuilder(one(cursors));
                damaged.setCharAt(random.nextInt(damaged.length()), 'x');
                yield damaged.toString();
            }
            case 2 -> {
                StringBuilder bytes = new StringBuilder();
                for (int n = random.nextInt(20); n >= 0; n--) {
                    bytes.append(String.format("%%%02X", random.nextInt(256)));
                }
                yield bytes.toString();
            }
            default -> one(VALUES);
        };
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
