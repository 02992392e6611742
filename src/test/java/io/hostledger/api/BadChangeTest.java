package io.hostledger.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a change, nothing is written. */
@QuarkusTest
class BadChangeTest {
    private static final String THERE = "{\"element_id\":\"interface:there\",\"state\":{},\"actor\":\"a\"}";

    @TestHTTPResource
    URI service;

    private int blocks;

    @BeforeEach
    void recordOne() {
        given().contentType(MediaTypes.JSON).body(THERE).post("/v1/changes");
        blocks = blocks();
    }

    @AfterEach
    void nothingIsWritten() {
        assertEquals(blocks, blocks());
    }

    private static int blocks() {
        return given().get("/v1/ledger").path("blocks");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400|malformed-json|{\"element_id\":\"interface:x\",\"state\":{},\"actor\":\"a\"",
                "400|malformed-json|{\"element_id\":\"interface:x\",\"state\":{\"n\":1,\"n\":2},\"actor\":\"a\"}",
                "400|malformed-json|{\"element_id\":\"interface:x\",\"state\":{\"n\":\"\\ud800\"},\"actor\":\"a\"}",
                "400|malformed-json|{\"element_id\":\"interface:x\",\"state\":{\"n\":18446744073709551615},\"actor\":\"a\"}",
                "400|malformed-json|{\"element_id\":\"interface:x\",\"state\":{\"n\":1e400},\"actor\":\"a\"}",
                "422|invalid-request|{\"element_id\":\"unknown:x\",\"state\":{},\"actor\":\"a\"}",
                "422|invalid-request|{\"element_id\":\"file:relative\",\"state\":{},\"actor\":\"a\"}",
                "422|invalid-request|{\"element_id\":\"file:/a/../b\",\"state\":{},\"actor\":\"a\"}",
                "422|invalid-request|{\"element_id\":\"interface:a\\u0000b\",\"state\":{},\"actor\":\"a\"}",
                "422|invalid-request|{\"element_id\":\"interface:a\\nb\",\"state\":{},\"actor\":\"a\"}",
                "422|invalid-request|{\"element_id\":\"interface:x\",\"state\":{},\"actor\":\"a\",\"what\":1}",
                "422|invalid-request|{\"element_id\":\"interface:x\",\"state\":{}}",
                "422|invalid-request|{\"element_id\":\"interface:x\",\"state\":{},\"actor\":\"a\",\"action\":\"rolled_back\"}",
                "422|invalid-request|{\"element_id\":\"interface:there\",\"state\":{\"n\":1},\"actor\":\"a\",\"action\":\"created\"}",
                "404|element-not-found|{\"element_id\":\"interface:never-was\",\"state\":null,\"actor\":\"a\"}",
            })
    void isItsProblem(int status, String slug, String body) {
        refused(status, slug, body);
    }

    @Test
    void tooMuchIsItsProblem() {
        String change = "{\"element_id\":\"%s\",\"state\":%s,\"actor\":\"a\"}";
        String levels = "{\"a\":".repeat(64) + "{}" + "}".repeat(64);
        refused(400, "malformed-json", change.formatted("interface:x", levels));
        refused(422, "invalid-request", change.formatted("config:" + "x".repeat(1_025 - "config:".length()), "{}"));
        String state = "{\"t\":\"" + "x".repeat((1 << 20) + 1 - "{\"t\":\"\"}".length()) + "\"}";
        refused(413, "too-large", change.formatted("interface:x", state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "element_modification"})
    void aReservedCategoryIsItsProblem(String category) {
        given().contentType(MediaTypes.JSON)
                .body("{\"category\":\"" + category + "\",\"action\":\"x\",\"payload\":{},\"actor\":\"a\"}")
                .post("/v1/ledger/blocks")
                .then()
                .statusCode(422)
                .body("violations[0].pointer", equalTo("/category"));
    }

    /** What has come is a whole change: only the length says that there is more. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/changes", "/v1/changesets", "/v1/ledger/blocks", "/v1/elements/interface:there/rollback"})
    void aBodyThatStopsHalfWayIsDropped(String path) throws IOException {
        String body = body(path);
        String head = "POST " + path + " HTTP/1.1\nHost: x\nContent-Type: application/json\n";
        String length = "Content-Length: " + (body.length() + 1) + "\n\n";
        try (RawHttp http = new RawHttp(service)) {
            String answer = http.head(head + length).body(body).end().readToEnd();
            assertFalse(answer.startsWith("HTTP/1.1 2"), answer);
        }
        try (RawHttp http = new RawHttp(service)) {
            String answer = http.head(head + "Transfer-Encoding: chunked\n\n")
                    .chunk(body)
                    .end()
                    .readToEnd();
            assertFalse(answer.startsWith("HTTP/1.1 2"), answer);
        }
        try (RawHttp http = new RawHttp(service)) {
            http.head(head + length).body(body).reset();
        }
    }

    private static String body(String path) {
        return switch (path) {
            case "/v1/changes" -> "{\"element_id\":\"interface:half\",\"state\":{},\"actor\":\"a\"}";
            case "/v1/changesets" -> "{\"actor\":\"a\",\"changes\":[{\"element_id\":\"interface:half\",\"state\":{}}]}";
            case "/v1/ledger/blocks" -> "{\"category\":\"backup\",\"action\":\"x\",\"payload\":{},\"actor\":\"a\"}";
            default -> "{\"to_height\":0,\"actor\":\"a\"}";
        };
    }

    private static void refused(int status, String slug, String body) {
        given().contentType(MediaTypes.JSON)
                .body(body)
                .post("/v1/changes")
                .then()
                .statusCode(status)
                .contentType(MediaTypes.PROBLEM)
                .body("type", equalTo("urn:hostledger:problem:" + slug));
    }
}
