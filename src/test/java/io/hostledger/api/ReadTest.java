package io.hostledger.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementTypes;
import io.hostledger.query.Cursor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReadTest {
    private static RequestSpecification raw() {
        return given().urlEncodingEnabled(false);
    }

    private static Response change(String id, String state) {
        return given().contentType("application/json")
                .body("{\"element_id\":\"" + id + "\",\"state\":" + state + ",\"actor\":\"admin\"}")
                .post("/v1/changes");
    }

    @Test
    void whatWasAnsweredIsReadBackToTheByte() {
        Response made = change("file:/etc/read back %25", "{\"n\":1}");
        made.then().statusCode(201);
        String location = made.header("Location");
        String element = raw().get(location).then().statusCode(200).extract().asString();
        assertTrue(made.asString().contains(element), element);
        int height = made.path("central.height");
        String hash = made.path("central.hash");
        String central = raw().get("/v1/ledger/blocks/" + height).asString();
        assertTrue(made.asString().contains(central), central);
        assertEquals(central, raw().get("/v1/ledger/blocks/" + hash).asString());
        raw().get(location.replace("/blocks/0", ""))
                .then()
                .statusCode(200)
                .header("ETag", made.header("ETag"))
                .body("element_id", equalTo("file:/etc/read back %25"))
                .body("deleted", equalTo(false))
                .body("state.n", equalTo(1));
        raw().get("/v1/ledger")
                .then()
                .statusCode(200)
                .body("hash", notNullValue())
                .body("legacy_blocks", equalTo(0));
    }

    @Test
    void historyAndDifferencesOfAnElementThatCameBack() {
        String id = "user:back";
        change(id, "{\"n\":1}");
        change(id, "null");
        change(id, "{\"n\":2}");
        raw().get("/v1/elements/user:back/blocks?order=desc&limit=2")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].height", equalTo(2))
                .body("next", notNullValue());
        raw().get("/v1/elements/user:back?height=1")
                .then()
                .statusCode(200)
                .body("deleted", equalTo(true))
                .body("state", nullValue());
        raw().get("/v1/elements/user:back/diff?from=0&to=2")
                .then()
                .statusCode(200)
                .body("changes[0].field", equalTo("n"));
        raw().get("/v1/changes?element_id=user:back")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items[1].element.state_snapshot", nullValue());
        raw().get("/v1/state?prefix=user:back").then().statusCode(200).body("items[0].state.n", equalTo(2));
        raw().get("/v1/diff?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
                .then()
                .statusCode(200);
        raw().get("/v1/reports/audit").then().statusCode(200).body("by_actor[0].blocks", notNullValue());
        raw().accept("text/csv").get("/v1/reports/audit").then().statusCode(200).body(containsString("by_actor,"));
    }

    @Test
    void pagesAndTheStreamGiveTheSameLines() {
        for (int i = 0; i < 25; i++) {
            change("port:page-" + i, "{}");
        }
        String stream = raw().accept("application/x-ndjson")
                .get("/v1/elements?prefix=port:page-")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        List<String> paged = new ArrayList<>();
        String next = null;
        do {
            Response page =
                    raw().get("/v1/elements?prefix=port:page-&limit=4" + (next == null ? "" : "&after=" + next));
            List<String> ids = page.path("items.element_id");
            paged.addAll(ids);
            next = page.path("next");
        } while (next != null);
        assertEquals(25, paged.size());
        assertEquals(25, stream.lines().count());
        for (int i = 0; i < 25; i++) {
            assertTrue(stream.lines().toList().get(i).contains("\"" + paged.get(i) + "\""));
        }
    }

    @Test
    void everyBadQuestionHasItsProblem() {
        change("user:there", "{}");
        String cursor = raw().get("/v1/ledger/blocks?limit=1").path("next");
        problem("/v1/elements/user:nobody", 404, "element-not-found");
        problem("/v1/elements/user:nobody/blocks", 404, "element-not-found");
        problem("/v1/elements/user:there?height=99", 404, "block-not-found");
        problem("/v1/elements/user:there?at=2001-01-01T00:00:00Z", 404, "block-not-found");
        String began = raw().get("/v1/elements/user:there/blocks/0").path("timestamp");
        raw().get("/v1/elements/user:there?at=2001-01-01T00:00:00Z")
                .then()
                .body("violations[0].pointer", equalTo("/at"))
                .body("violations[0].detail", containsString(began));
        problem("/v1/elements/user:there/blocks/99", 404, "block-not-found");
        problem("/v1/elements/user:there/blocks/-1", 422, "invalid-request");
        problem("/v1/elements/file:%2F..%2Fetc", 422, "invalid-request");
        problem("/v1/elements/file:%2Fetc%2F", 422, "invalid-request");
        problem("/v1/elements/user:%FF", 422, "invalid-request");
        problem("/v1/elements/nothing:x", 422, "invalid-request");
        problem("/v1/ledger/blocks/999999", 404, "block-not-found");
        problem("/v1/ledger/blocks/xyz", 422, "invalid-request");
        problem("/v1/ledger/blocks?limit=0", 422, "invalid-request");
        problem("/v1/ledger/blocks?limit=10001", 422, "invalid-request");
        problem("/v1/ledger/blocks?from=999999", 422, "invalid-request");
        problem("/v1/ledger/blocks?since=2020-01-01T00:00:00", 422, "invalid-request");
        problem("/v1/ledger/blocks?since=2021-01-01T00:00:00Z&until=2020-01-01T00:00:00Z", 422, "invalid-request");
        problem("/v1/ledger/blocks?after=xyz", 422, "invalid-request");
        problem("/v1/ledger/blocks?actor=admin&after=" + cursor, 422, "invalid-request");
        problem("/v1/elements?after=" + cursor, 422, "invalid-request");
        problem("/v1/ledger/blocks?colour=red", 422, "invalid-request");
        problem("/v1/ledger/blocks?limit=1&limit=1", 422, "invalid-request");
        problem("/v1/ledger?x=1", 422, "invalid-request");
        problem("/v1/diff?from=2020-01-01T00:00:00Z", 422, "invalid-request");
    }

    private static void problem(String path, int status, String slug) {
        for (String accept : List.of("application/json", "application/json, application/x-ndjson")) {
            raw().accept(accept)
                    .get(path)
                    .then()
                    .statusCode(status)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:hostledger:problem:" + slug));
        }
    }

    @Test
    void theReportIsRefusedInFormsThatItDoesNotHave() {
        for (String accept : List.of("text/html", "foo", MediaTypes.NDJSON, "application/json;q=0")) {
            raw().accept(accept).get("/v1/reports/audit").then().statusCode(406);
        }
        raw().accept("text/csv, */*;q=0.1")
                .get("/v1/reports/audit")
                .then()
                .statusCode(200)
                .contentType("text/csv");
        raw().accept("text/html, */*;q=0.1")
                .get("/v1/reports/audit")
                .then()
                .statusCode(200)
                .contentType(MediaTypes.JSON);
    }

    @Test
    void aCursorThatSomebodyMadeIsRefused() throws Exception {
        change("user:cursor", "{\"n\":1}");
        String history = "/v1/elements/user:cursor/blocks?after=";
        String asked = "history " + ElementTypes.standard().parse("user:cursor") + " asc";
        String diff = "/v1/diff?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z&after=";
        String window = "diff 1577836800000000 1577923200000000 asc";
        raw().get(history + Cursor.write(asked, "0")).then().statusCode(200);
        raw().get(diff + Cursor.write(window, "0:1:a")).then().statusCode(200);
        for (String position : List.of("x", "", "99999999999999999999", "1:x", "x:1:a")) {
            for (String path :
                    List.of(history + Cursor.write(asked, position), diff + Cursor.write(window, position))) {
                raw().get(path).then().statusCode(422).body("violations[0].pointer", equalTo("/after"));
            }
        }
    }

    @Test
    void aDifferenceNamesTheHeightThatIsNotThere() {
        change("user:heights", "{\"n\":1}");
        change("user:heights", "{\"n\":2}");
        Map.of("from=900&to=1", "/from", "from=0&to=900", "/to")
                .forEach((query, pointer) -> raw().get("/v1/elements/user:heights/diff?" + query)
                        .then()
                        .statusCode(404)
                        .body("violations[0].pointer", equalTo(pointer)));
    }
}
