package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each operation that the artifact describes is there in the artifact, and answers with what its description has. */
@QuarkusIntegrationTest
class OperationsIT {
    private static final String ELEMENT = "interface:vi1";

    /** What is sent, by the operation. */
    private static final Map<String, String> BODIES = Map.of(
            "/v1/changes", "{\"element_id\":\"" + ELEMENT + "\",\"state\":{\"n\":1},\"actor\":\"it\"}",
            "/v1/changesets",
                    "{\"changes\":[{\"element_id\":\"file:/etc/hosts\",\"state\":{\"n\":1}}],\"actor\":\"it\"}",
            "/v1/ledger/blocks",
                    "{\"category\":\"backup\",\"action\":\"made\",\"payload\":{\"to\":\"/mnt\"},\"actor\":\"it\"}",
            "/v1/elements/{id}/rollback", "{\"to_height\":0,\"actor\":\"it\"}");

    private static final Map<String, String> QUERIES = Map.of(
            "/v1/events", "?from=0",
            "/v1/elements/{id}/diff", "?from=0&to=0",
            "/v1/diff", "?from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI api;

    @Test
    void everyOperationAnswersAsItIsDescribed() throws Exception {
        JsonNode paths;
        try (InputStream description =
                send("GET", "/q/openapi?format=json", null).body()) {
            paths = new ObjectMapper().readTree(description).get("paths");
        }
        // Those that write first, so that there is something to read.
        List<String> answered = new ArrayList<>();
        for (String method : List.of("post", "get")) {
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                JsonNode operation = path.getValue().get(method);
                if (operation != null && path.getKey().startsWith("/v1/")) {
                    answers(method, path.getKey(), operation);
                    answered.add(method + " " + path.getKey());
                }
            }
        }
        assertTrue(answered.size() > 15, answered::toString);
        assertEquals(
                BODIES.size(),
                answered.stream().filter(name -> name.startsWith("post ")).count());
    }

    private void answers(String method, String path, JsonNode operation) throws Exception {
        String at = path.replace("{id}", ELEMENT).replace("{block}", "0").replace("{height}", "0")
                + QUERIES.getOrDefault(path, "");
        HttpResponse<InputStream> answer = send(method.toUpperCase(Locale.ROOT), at, BODIES.get(path));
        try (InputStream body = answer.body()) {
            String name = method + " " + path + ": " + answer.statusCode();
            assertTrue(answer.statusCode() < 300, name);
            JsonNode described = operation.get("responses").get(String.valueOf(answer.statusCode()));
            assertFalse(described == null, name);
            String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
            assertTrue(described.get("content").has(type), name + " " + type);
            assertTrue(body.read() >= 0, name);
        }
    }

    private HttpResponse<InputStream> send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path));
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }
}
