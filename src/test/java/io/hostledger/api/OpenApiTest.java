package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Locale;
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
        Set<String> taken = new TreeSet<>();
        Methods.BY_PATH.forEach(
                (path, methods) -> methods.forEach(method -> taken.add(method.toLowerCase(Locale.ROOT) + " " + path)));
        assertEquals(taken, described);
    }
}
