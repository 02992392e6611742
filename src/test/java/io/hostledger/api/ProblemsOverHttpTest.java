package io.hostledger.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemsOverHttpTest {
    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/faulty/nothing", "/", "/v1", "/q/nothing", "/v1/nothing/%00"})
    void unknownPathIsNotFound(String path) {
        problem(given().urlEncodingEnabled(false).get(path), 404, "not-found");
    }

    @Test
    void wrongMethodIsToldWhatIsAllowed() {
        problem(given().delete("/faulty/throws"), 405, "method-not-allowed");
        Methods.BY_PATH.forEach((path, methods) -> {
            String asked =
                    path.replace("{id}", "interface:x").replace("{height}", "0").replace("{block}", "0");
            problem(given().put(asked), 405, "method-not-allowed").header("Allow", equalTo(String.join(", ", methods)));
            for (String method : Set.of("GET", "POST")) {
                if (!methods.contains(method)) {
                    problem(given().request(method, asked), 405, "method-not-allowed");
                }
            }
        });
    }

    @Test
    void optionsAreWhatEachPathTakes() {
        Methods.BY_PATH.forEach((path, methods) -> {
            String asked =
                    path.replace("{id}", "interface:x").replace("{height}", "0").replace("{block}", "0");
            given().options(asked).then().statusCode(204).header("Allow", equalTo(String.join(", ", methods)));
        });
    }

    /** The service would else wait for the client, and the client for the service. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/changes HTTP/1.1\nContent-Type: text/plain\n",
                "POST /v1/changes HTTP/1.1\nContent-Type: no type\n",
                "POST /v1/changes HTTP/1.1\nAccept: image/png\n",
                "POST /v1/changes HTTP/1.1\nIf-Match: x\n",
                "POST /v1/changesets HTTP/1.1\nIf-Match: x\n",
                "POST /v1/changesets HTTP/1.1\nContent-Type: text/plain\n",
                "POST /v1/changesets HTTP/1.1\nContent-Type: application/json\nAccept: image/png\n",
                "POST /v1/elements/interface:x/rollback HTTP/1.1\nContent-Type: application/json\nIf-Match: x\n",
                "POST /v1/events HTTP/1.1\n",
                "POST /v1/state HTTP/1.1\n",
                "POST /v1/nothing HTTP/1.1\n",
                "GET /v1/events?what HTTP/1.1\n",
                "POST /v1/changes HTTP/1.1\nContent-Type: application/json\n",
            })
    void aClientThatSendsAllBeforeItReadsIsAnswered(String request) throws IOException {
        int length = 20 << 20;
        try (RawHttp http = new RawHttp(service)) {
            http.head(request + "Host: x\nContent-Length: " + length + "\n\n");
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> http.repeat("x".repeat(1 << 20), 20));
            assertDoesNotThrow(() -> sent.get(20, TimeUnit.SECONDS));
            String head = http.readTo("\r\n\r\n");
            assertTrue(head.startsWith("HTTP/1.1 4"), head);
        }
    }

    @Test
    void unacceptableAnswerIsRefused() {
        problem(given().accept("image/png").get("/faulty/fault"), 406, "not-acceptable");
    }

    @Test
    void unknownContentTypeIsRefused() {
        problem(given().contentType("text/plain").body("x").post("/faulty/echo"), 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throws", "fails"})
    void unforeseenFaultTellsNothingOfTheHost(String how) {
        problem(given().get("/faulty/" + how), 500, "internal")
                .body("outcome", equalTo("none"))
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void faultGoesOutAsItsProblem() {
        problem(given().get("/faulty/fault"), 422, "invalid-request")
                .body("detail", equalTo("no such time"))
                .body("violations[0].pointer", equalTo("/at"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faulty/%zz", "/%", "/faulty/echo?%zz=1", "/faulty/%c3"})
    void brokenPercentEncodingIsNoFaultOfTheService(String path) throws IOException {
        try (RawHttp http = new RawHttp(service)) {
            String answer = http.head("GET " + path + " HTTP/1.1\nHost: x\nConnection: close\n\n")
                    .readToEnd();
            assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
        }
    }

    private static ValidatableResponse problem(Response answer, int status, String slug) {
        return answer.then()
                .statusCode(status)
                .contentType(MediaTypes.PROBLEM)
                .body("type", equalTo("urn:hostledger:problem:" + slug))
                .body("status", equalTo(status));
    }
}
