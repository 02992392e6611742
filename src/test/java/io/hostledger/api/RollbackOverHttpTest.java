package io.hostledger.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RollbackOverHttpTest {
    private static RequestSpecification json(String body) {
        return given().urlEncodingEnabled(false).contentType(MediaTypes.JSON).body(body);
    }

    private static String change(String id, String state) {
        return json("{\"element_id\":\"" + id + "\",\"state\":" + state + ",\"actor\":\"admin\"}")
                .post("/v1/changes")
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
    }

    private static Response back(String id, String body) {
        return json(body).post("/v1/elements/" + id + "/rollback");
    }

    @Test
    void anElementTakesUpAnOldStateByANewBlock() {
        change("interface:rb0", "{\"mtu\":1500}");
        change("interface:rb0", "{\"mtu\":9000}");
        back("interface:rb0", "{\"to_height\":0,\"actor\":\"oper\",\"reason\":\"slow\"}")
                .then()
                .statusCode(201)
                .header("Location", equalTo("/v1/elements/interface:rb0/blocks/2"))
                .body("element.state_snapshot.mtu", equalTo(1500))
                .body("element.rolled_back_to", equalTo(0))
                .body("element.modification_type", equalTo("rolled_back"))
                .body("element.changes", hasSize(1))
                .body("central.action", equalTo("rolled_back"));
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndWritesNothing() {
        change("interface:rb1", "{\"mtu\":1500}");
        String head = change("interface:rb1", "{\"mtu\":9000}");
        back("interface:rb1", "{\"to_height\":0,\"actor\":\"oper\",\"dry_run\":true}")
                .then()
                .statusCode(200)
                .body("changes[0].field", equalTo("mtu"))
                .body("changes[0].old_value", equalTo(9000))
                .body("changes[0].new_value", equalTo(1500));
        given().get("/v1/elements/interface:rb1").then().header("ETag", equalTo(head));
        back("interface:rb1", "{\"to_height\":2,\"actor\":\"oper\",\"dry_run\":true}")
                .then()
                .statusCode(422)
                .body("violations[0].pointer", equalTo("/to_height"));
        json("{\"to_height\":0,\"actor\":\"oper\",\"dry_run\":true}")
                .header("If-Match", "none")
                .post("/v1/elements/interface:rb1/rollback")
                .then()
                .statusCode(412)
                .body("violations[0].pointer", equalTo("/If-Match"));
    }

    @Test
    void aDeletionIsTakenBackAndTakenUpAgain() {
        change("file:/etc/rb", "{\"mode\":1}");
        change("file:/etc/rb", "null");
        back("file:%2Fetc%2Frb", "{\"to_height\":0,\"actor\":\"oper\"}")
                .then()
                .statusCode(201)
                .body("element.state_snapshot.mode", equalTo(1));
        back("file:%2Fetc%2Frb", "{\"to_height\":1,\"actor\":\"oper\"}")
                .then()
                .statusCode(201)
                .body("element.state_snapshot", nullValue());
    }

    @Test
    void whatIsNotThereIsRefused() {
        change("interface:rb2", "{\"mtu\":1}");
        back("interface:rb2", "{\"to_height\":1,\"actor\":\"oper\"}")
                .then()
                .statusCode(422)
                .body("violations[0].pointer", equalTo("/to_height"));
        back("interface:never", "{\"to_height\":0,\"actor\":\"oper\"}").then().statusCode(404);
        back("interface:rb2", "{\"actor\":\"oper\",\"dry_run\":1}")
                .then()
                .statusCode(422)
                .body("violations.pointer", equalTo(java.util.List.of("/to_height", "/dry_run")));
    }

    @Test
    void aPreconditionAndAChangeIdHoldForRollbacksToo() {
        change("interface:rb3", "{\"mtu\":1}");
        String head = change("interface:rb3", "{\"mtu\":2}");
        back("interface:rb3", "{\"to_height\":0,\"actor\":\"oper\",\"expected_hash\":\"" + "0".repeat(64) + "\"}")
                .then()
                .statusCode(412)
                .body("violations[0].pointer", equalTo("/expected_hash"));
        String asked = "{\"to_height\":0,\"actor\":\"oper\",\"change_id\":\"rb3\",\"expected_hash\":" + head + "}";
        String first =
                back("interface:rb3", asked).then().statusCode(201).extract().asString();
        String again =
                back("interface:rb3", asked).then().statusCode(200).extract().asString();
        assertEquals(first, again);
        back("interface:rb3", asked.replace(":0,", ":1,")).then().statusCode(409);
    }
}
