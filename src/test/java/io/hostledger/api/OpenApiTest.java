package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {
    @Test
    void everyOperationIsDescribedWithItsProblems() throws Exception {
        JsonNode paths = new ObjectMapper()
                .readTree(RestAssured.get("/q/openapi?format=json").asString())
                .get("paths");
        Set<String> described = new TreeSet<>();
        paths.fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    if (path.getKey().startsWith("/v1/")
                            && Set.of("get", "post").contains(operation.getKey())) {
                        String name = operation.getKey() + " " + path.getKey();
                        described.add(name);
                        assertTrue(operation.getValue().hasNonNull("summary"), name + " has no summary");
                        assertTrue(operation.getValue().get("responses").has("422"), name + " has no problem");
                    }
                }));
        assertEquals(
                Set.of(
                        "get /v1/changes",
                        "get /v1/diff",
                        "get /v1/elements",
                        "get /v1/elements/{id}",
                        "get /v1/elements/{id}/blocks",
                        "get /v1/elements/{id}/blocks/{height}",
                        "get /v1/elements/{id}/diff",
                        "get /v1/events",
                        "get /v1/ledger",
                        "get /v1/ledger/blocks",
                        "get /v1/ledger/blocks/{block}",
                        "get /v1/reports/audit",
                        "get /v1/state",
                        "post /v1/changes",
                        "post /v1/changesets",
                        "post /v1/elements/{id}/rollback",
                        "post /v1/ledger/blocks"),
                described);
    }
}
