package io.hostledger.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordChangeTest {
    @Test
    void aChangeIsAnsweredWithBothItsBlocks() {
        post("{\"element_id\":\"file:/etc/a b\",\"state\":{\"mode\":\"0644\"},\"actor\":\"admin\",\"reason\":\"try\"}")
                .then()
                .statusCode(201)
                .header("ETag", matchesPattern("\"[0-9a-f]{64}\""))
                .header("Location", equalTo("/v1/elements/file:%2Fetc%2Fa%20b/blocks/0"))
                .body("element.element_id", equalTo("file:/etc/a b"))
                .body("element.modification_type", equalTo("created"))
                .body("element.actor_source", equalTo("asserted"))
                .body("element.reason", equalTo("try"))
                .body("central.data.element_hash", notNullValue());
    }

    @Test
    void theSameStateAgainIsUnchangedAndItsBlocksAreTheHeads() {
        String change = "{\"element_id\":\"interface:same\",\"state\":{\"mtu\":1500},\"actor\":\"admin\"}";
        Response first = post(change);
        Response second = post(change);
        second.then().statusCode(200).header("ETag", first.header("ETag")).body("unchanged", equalTo(true));
        assertEquals(first.asString(), second.asString().replace(",\"unchanged\":true", ""));
    }

    @Test
    void aChangeIdAskedAgainGivesTheFirstAnswer() {
        String change =
                "{\"element_id\":\"interface:once\",\"state\":{\"mtu\":%d},\"actor\":\"admin\",\"change_id\":\"c-1\"}";
        Response first =
                post(change.formatted(1)).then().statusCode(201).extract().response();
        Response again =
                post(change.formatted(1)).then().statusCode(200).extract().response();
        assertEquals(first.asString(), again.asString());
        assertEquals(first.header("Location"), again.header("Location"));
        problem(post(change.formatted(2)), 409, "change-id-conflict", "/change_id");
    }

    @Test
    void anEventIsAnsweredWithItsCentralBlock() {
        String event = "{\"category\":\"backup\",\"action\":\"finished\",\"payload\":{\"bytes\":12},\"actor\":\"borg\","
                + "\"change_id\":\"b-1\"}";
        Response first = json(event).post("/v1/ledger/blocks");
        first.then()
                .statusCode(201)
                .body("central.category", equalTo("backup"))
                .body("central.data.payload.bytes", equalTo(12));
        Response again = json(event).post("/v1/ledger/blocks");
        again.then().statusCode(200);
        assertEquals(first.asString(), again.asString());
    }

    @Test
    void aPreconditionHoldsOrNothingIsWritten() {
        String change = "{\"element_id\":\"interface:if\",\"state\":{\"mtu\":%d},\"actor\":\"admin\"}";
        String tag = json(change.formatted(1))
                .header("If-Match", "\"none\"")
                .post("/v1/changes")
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
        problem(
                json(change.formatted(2)).header("If-Match", "\"none\"").post("/v1/changes"),
                412,
                "head-mismatch",
                "/If-Match");
        json(change.formatted(2))
                .header("If-Match", tag)
                .post("/v1/changes")
                .then()
                .statusCode(201);
        problem(
                json(change.formatted(3)).header("If-Match", tag).post("/v1/changes"),
                412,
                "head-mismatch",
                "/If-Match");
        problem(
                json(change.formatted(3)).header("If-Match", "abc").post("/v1/changes"),
                422,
                "invalid-request",
                "/If-Match");
    }

    @Test
    void whatContradictsTheStatesIsRefused() {
        problem(
                post("{\"element_id\":\"interface:never\",\"state\":null,\"actor\":\"admin\"}"),
                404,
                "element-not-found",
                "/element_id");
        String created =
                "{\"element_id\":\"interface:twice\",\"state\":{\"n\":%d},\"actor\":\"admin\",\"action\":\"created\"}";
        post(created.formatted(1)).then().statusCode(201);
        problem(post(created.formatted(2)), 422, "invalid-request", "/action");
    }

    @Test
    void aStateOfAMebibyteIsTakenAndOneByteMoreIsNot() {
        String change = "{\"element_id\":\"config:large\",\"state\":{\"text\":\"%s\"},\"actor\":\"admin\"}";
        int room = (1 << 20) - "{\"text\":\"\"}".length();
        post(change.formatted("x".repeat(room))).then().statusCode(201);
        problem(post(change.formatted("x".repeat(room + 1))), 413, "too-large", "/state");
    }

    @Test
    void aBodyBeyondEveryBoundIsRefused() {
        json(" ".repeat((8 << 20) + 1))
                .post("/v1/changes")
                .then()
                .statusCode(413)
                .contentType(MediaTypes.PROBLEM)
                .body("type", equalTo("urn:hostledger:problem:too-large"));
    }

    @Test
    void malformedJsonNamesTheValueAtFault() {
        problem(
                post("{\"element_id\":\"interface:x\",\"state\":{\"n\":18446744073709551615},\"actor\":\"a\"}"),
                400,
                "malformed-json",
                "/state/n");
        post("").then().statusCode(400);
    }

    private static Response post(String body) {
        return json(body).post("/v1/changes");
    }

    private static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }

    private static ValidatableResponse problem(Response answer, int status, String slug, String pointer) {
        return answer.then()
                .statusCode(status)
                .contentType(MediaTypes.PROBLEM)
                .body("type", equalTo("urn:hostledger:problem:" + slug))
                .body("violations[0].pointer", equalTo(pointer));
    }
}
