package io.hostledger.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NdjsonOverHttpTest {
    private static final String CHUNKED = "POST /v1/changes HTTP/1.1\nHost: x\nContent-Type: application/x-ndjson\n"
            + "Transfer-Encoding: chunked\n%s\n";

    @TestHTTPResource
    URI service;

    @Test
    void everyLineIsAnsweredInOrder() {
        String body = line("nd:a", 1)
                + line("interface:nd-a", 1)
                + line("interface:nd-a", 1)
                + line("interface:nd-a", 2).strip();
        Response answer = ndjson(body).post("/v1/changes");
        answer.then().statusCode(200).contentType(MediaTypes.NDJSON);
        List<String> lines = answer.asString().lines().toList();
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).contains("\"index\":0,\"problem\""), lines.get(0));
        assertTrue(lines.get(0).contains("/element_id"), lines.get(0));
        assertTrue(
                lines.get(1).contains("\"element_height\":0,\"element_id\":\"interface:nd-a\",\"index\":1"),
                lines.get(1));
        assertTrue(
                lines.get(2)
                        .contains(
                                "\"element_height\":0,\"element_id\":\"interface:nd-a\",\"index\":2,\"unchanged\":true"),
                lines.get(2));
        assertTrue(
                lines.get(3).contains("\"element_height\":1,\"element_id\":\"interface:nd-a\",\"index\":3"),
                lines.get(3));
    }

    @Test
    void answersAreReadWhileTheRequestIsWritten() throws IOException {
        try (RawHttp http = new RawHttp(service)) {
            http.head(CHUNKED.formatted("Expect: 100-continue\n"));
            assertTrue(http.readTo("\r\n\r\n").startsWith("HTTP/1.1 100"));
            http.chunk(line("interface:nd-b", 1));
            String head = http.readTo("\r\n\r\n");
            assertTrue(head.startsWith("HTTP/1.1 200"), head);
            http.readTo("\"index\":0}\n");
            http.chunk(line("interface:nd-b", 2));
            http.readTo("\"index\":1}\n");
            http.chunk("");
            http.readTo("0\r\n\r\n");
        }
    }

    @Test
    void whatALostConnectionHadSentIsKeptButForItsTornLine() throws IOException {
        try (RawHttp http = new RawHttp(service)) {
            http.head(CHUNKED.formatted(""));
            http.chunk(line("interface:nd-c", 1) + line("interface:nd-torn", 1).strip());
            http.readTo("\"index\":0}\n");
            http.reset();
        }
        ndjson(line("interface:nd-c", 1)).post("/v1/changes").then().body(containsString("unchanged"));
        given().contentType("application/json")
                .body("{\"element_id\":\"interface:nd-torn\",\"state\":null,\"actor\":\"a\"}")
                .post("/v1/changes")
                .then()
                .statusCode(404);
    }

    @Test
    void ifMatchHasNoPlaceHere() {
        ndjson(line("interface:nd-d", 1))
                .header("If-Match", "\"none\"")
                .post("/v1/changes")
                .then()
                .statusCode(422)
                .contentType(MediaTypes.PROBLEM)
                .body("violations[0].pointer", equalTo("/If-Match"));
    }

    @Test
    void anotherFormOfAnswerIsNotToBeHad() {
        ndjson("")
                .accept("application/json")
                .post("/v1/changes")
                .then()
                .statusCode(406)
                .contentType(MediaTypes.PROBLEM);
    }

    private static RequestSpecification ndjson(String body) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs(MediaTypes.NDJSON, ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(MediaTypes.NDJSON)
                .body(body);
    }

    private static String line(String element, int n) {
        return "{\"element_id\":\"" + element + "\",\"state\":{\"n\":" + n + "},\"actor\":\"a\"}\n";
    }
}
