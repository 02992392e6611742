package io.hostledger.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProbesTest {
    @TestHTTPResource(value = "/health", management = true)
    String health;

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void everyProbeIsUpOnTheManagementPort(String probe) {
        given().get(health + "/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void readinessSaysHowTheLedgerStands() {
        given().get(health + "/ready")
                .then()
                .body("checks.find { it.name == 'ledger takes changes' }.data.standing", equalTo("open"));
    }
}
