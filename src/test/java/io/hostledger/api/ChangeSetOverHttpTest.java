package io.hostledger.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChangeSetOverHttpTest {
    private static Response send(String body) {
        return given().contentType(MediaTypes.JSON).body(body).post("/v1/changesets");
    }

    private static String item(String id, int n, String more) {
        return "{\"element_id\":\"interface:" + id + "\",\"state\":{\"n\":" + n + "}" + more + "}";
    }

    private static String set(String... items) {
        return "{\"actor\":\"admin\",\"reason\":\"move\",\"changes\":[" + String.join(",", items) + "]}";
    }

    private static int height() {
        return given().get("/v1/ledger").path("blocks");
    }

    @Test
    void severalElementsChangeAtAdjacentHeightsUnderOneCorrelationId() {
        Response answer = send(set(item("s0", 1, ""), item("s1", 1, ",\"reason\":\"own\"")));
        answer.then()
                .statusCode(201)
                .body("items", hasSize(2))
                .body("items[0].element.reason", equalTo("move"))
                .body("items[1].element.reason", equalTo("own"))
                .body("items[0].central.data.correlation_id", matchesPattern("[0-9a-f-]{36}"));
        assertEquals((int) answer.path("items[0].central.height") + 1, (int) answer.path("items[1].central.height"));
        assertEquals(
                (String) answer.path("items[0].element.correlation_id"),
                answer.path("items[1].element.correlation_id"));
    }

    @Test
    void whatIsUnchangedHasTheBlocksOfItsHead() {
        Response first = send(set(item("u0", 1, ""), item("u1", 1, "")));
        Response second = send(set(item("u0", 1, ""), item("u1", 2, "")));
        second.then().statusCode(201).body("items[0].unchanged", equalTo(true));
        assertEquals((String) first.path("items[0].element.hash"), second.path("items[0].element.hash"));
        send(set(item("u0", 1, ""), item("u1", 2, ""))).then().statusCode(200);
    }

    @Test
    void oneBadChangeRefusesAllOfThem() {
        int before = height();
        send(set(item("b0", 1, ""), item("b1", 1, ",\"expected_hash\":\"" + "0".repeat(64) + "\"")))
                .then()
                .statusCode(412)
                .body("violations[0].pointer", equalTo("/changes/1/expected_hash"));
        send(set(item("b0", 1, ""), "{\"element_id\":\"interface:b1\",\"state\":null}"))
                .then()
                .statusCode(404)
                .body("violations[0].pointer", equalTo("/changes/1/element_id"));
        send(set(item("b0", 1, ""), item("b1", 1, ",\"actor\":\"x\"")))
                .then()
                .statusCode(422)
                .body("violations[0].pointer", equalTo("/changes/1/actor"));
        send(set(item("b0", 1, ""), item("b0", 2, "")))
                .then()
                .statusCode(422)
                .body("violations[0].pointer", equalTo("/changes/1/element_id"));
        send(set(item("b0", 1, ",\"change_id\":\"bb\""), item("b1", 2, ",\"change_id\":\"bb\"")))
                .then()
                .statusCode(422)
                .body("violations[0].pointer", equalTo("/changes/1/change_id"));
        assertEquals(before, height());
    }

    @Test
    void aSetHasOneToAThousandChanges() {
        send("{\"actor\":\"admin\",\"changes\":[]}")
                .then()
                .statusCode(422)
                .body("violations[0].pointer", equalTo("/changes"));
        send("{\"actor\":\"admin\",\"changes\":{}}").then().statusCode(422);
        send("{\"actor\":\"admin\"}").then().statusCode(422);
        List<String> many =
                IntStream.range(0, 1_001).mapToObj(i -> item("m" + i, 1, "")).collect(Collectors.toList());
        send(set(many.toArray(String[]::new))).then().statusCode(422);
        send(set(many.subList(0, 1_000).toArray(String[]::new)))
                .then()
                .statusCode(201)
                .body("items", hasSize(1_000));
    }

    @Test
    void theSameIdsAgainGiveTheFirstAnswer() {
        String body = set(item("r0", 1, ",\"change_id\":\"r0\""), item("r1", 1, ""));
        Response first = send(body);
        Response again = send(body);
        assertEquals(201, first.statusCode());
        assertEquals(200, again.statusCode());
        assertEquals(first.asString(), again.asString());
        send(body.replace("\"n\":1}}", "\"n\":2}}")).then().statusCode(409);
    }

    @Test
    void theHeaderIfMatchIsRefusedAndDeepStatesAreTaken() {
        given().contentType(MediaTypes.JSON)
                .header("If-Match", "none")
                .body(set(item("h0", 1, "")))
                .post("/v1/changesets")
                .then()
                .statusCode(422)
                .body("violations[0].pointer", equalTo("/If-Match"));
        String deep = "{\"a\":".repeat(64).replaceFirst("", "");
        String state = deep + "1" + "}".repeat(64);
        send(set("{\"element_id\":\"interface:deep\",\"state\":" + state + "}"))
                .then()
                .statusCode(201);
        send(set("{\"element_id\":\"interface:deep\",\"state\":{\"b\":" + state + "}}"))
                .then()
                .statusCode(400);
    }
}
