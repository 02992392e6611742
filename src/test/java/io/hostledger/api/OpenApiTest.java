package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {
    private static final Set<String> OF_BODIES = Set.of("400", "409", "413", "415", "503", "507");
    private static final Set<String> OF_ELEMENTS = Set.of("400", "404", "409", "412", "413", "415", "503", "507");
    /** Beside those that every operation has. */
    private static final Map<String, Set<String>> PROBLEMS = Map.ofEntries(
            Map.entry("post /v1/changes", OF_ELEMENTS),
            Map.entry("post /v1/changesets", OF_ELEMENTS),
            Map.entry("post /v1/elements/{id}/rollback", OF_ELEMENTS),
            Map.entry("post /v1/ledger/blocks", OF_BODIES),
            Map.entry("get /v1/ledger/blocks/{block}", Set.of("404")),
            Map.entry("get /v1/elements/{id}", Set.of("404")),
            Map.entry("get /v1/elements/{id}/blocks", Set.of("404")),
            Map.entry("get /v1/elements/{id}/blocks/{height}", Set.of("404")),
            Map.entry("get /v1/elements/{id}/diff", Set.of("404", "413")),
            Map.entry("get /v1/events", Set.of("409", "429", "503")));

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
                        Set<String> problems = new TreeSet<>(Set.of("405", "406", "422", "500"));
                        problems.addAll(PROBLEMS.getOrDefault(name, Set.of()));
                        problems.removeIf(operation.getValue().get("responses")::has);
                        assertEquals(Set.of(), problems, name);
                    }
                }));
        Set<String> taken = new TreeSet<>();
        Methods.BY_PATH.forEach(
                (path, methods) -> methods.forEach(method -> taken.add(method.toLowerCase(Locale.ROOT) + " " + path)));
        assertEquals(taken, described);
    }
}
