package io.hostledger.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VerificationOverHttpTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    String ready;

    @BeforeEach
    void record() {
        for (int i = 0; i < 3; i++) {
            given().contentType(MediaTypes.JSON)
                    .body("{\"element_id\":\"interface:verified\",\"state\":{\"n\":" + System.nanoTime()
                            + "},\"actor\":\"admin\"}")
                    .post("/v1/changes")
                    .then()
                    .statusCode(201);
        }
    }

    @Test
    void everythingIsVerifiedUpToTheHead() {
        int height = given().get("/v1/ledger").path("height");
        given().get("/v1/verification")
                .then()
                .statusCode(200)
                .body("intact", equalTo(true))
                .body("head.height", greaterThanOrEqualTo(height))
                .body("checked.central_blocks", greaterThan(height))
                .body("findings", equalTo(java.util.List.of()));
        given().get(ready)
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'ledger is verified' }.data.integrity", equalTo("intact"));
    }

    @Test
    void anElementIsVerifiedAlone() {
        given().get("/v1/elements/interface:verified/verification")
                .then()
                .statusCode(200)
                .body("intact", equalTo(true))
                .body("checked.elements", equalTo(1))
                .body("checked.element_blocks", greaterThanOrEqualTo(3));
        given().get("/v1/elements/interface:never-was/verification")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:hostledger:problem:element-not-found"));
        given().get("/v1/elements/nothing/verification").then().statusCode(422);
    }

    @Test
    void asEventsProgressComesFirstAndTheReportLast() {
        for (String path : new String[] {"/v1/verification", "/v1/elements/interface:verified/verification"}) {
            String events = given().accept(MediaTypes.EVENTS)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .contentType(startsWith(MediaTypes.EVENTS))
                    .extract()
                    .asString();
            String[] each = events.split("\n\n");
            assertTrue(each[0].startsWith("event: progress\ndata: {\"percent\":0.0,"), each[0]);
            String last = each[each.length - 1];
            assertTrue(last.startsWith("event: report\ndata: {\"intact\":true,"), last);
        }
        given().accept(MediaTypes.EVENTS + ";q=0, " + MediaTypes.JSON)
                .get("/v1/verification")
                .then()
                .contentType(startsWith(MediaTypes.JSON));
        given().accept(MediaTypes.EVENTS)
                .get("/v1/elements/interface:never-was/verification")
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsNotAskedRightIsRefused() {
        given().get("/v1/verification?fast=true").then().statusCode(422);
        given().accept(MediaTypes.EVENTS)
                .get("/v1/verification?fast=true")
                .then()
                .statusCode(422);
        given().accept("image/png").get("/v1/verification").then().statusCode(406);
        assertEquals(405, given().post("/v1/verification").statusCode());
    }
}
