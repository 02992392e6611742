package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartAndStopIT {
    private static final String CHANGE =
            "{\"element_id\":\"interface:vi1\",\"state\":{\"n\":1},\"actor\":\"it\",\"change_id\":\"one\"}";

    @TempDir
    Path directory;

    @Test
    void aSecondProcessIsRefusedInOneLine() throws Exception {
        try (Service first = Service.start(directory);
                Service second = Service.launch(directory)) {
            assertNotEquals(0, second.exitCode());
            assertTrue(second.log().contains("is in use by another process"), second.log());
            assertTrue(!second.log().contains("\tat "), second.log());
            assertEquals(201, Http.change(first.api(), CHANGE).statusCode());
        }
    }

    @Test
    void aChangeIdIsAnsweredAsBeforeAfterARestart() throws Exception {
        String blocks;
        try (Service service = Service.start(directory)) {
            var answer = Http.change(service.api(), CHANGE);
            assertEquals(201, answer.statusCode());
            blocks = answer.body();
            assertEquals(0, service.stop());
        }
        try (Service service = Service.start(directory)) {
            var again = Http.change(service.api(), CHANGE);
            assertEquals(200, again.statusCode());
            assertEquals(blocks, again.body());
            var other = Http.change(service.api(), CHANGE.replace("\"n\":1", "\"n\":2"));
            assertEquals(409, other.statusCode());
            assertTrue(other.body().contains("change-id-conflict"), other.body());
        }
    }

    @Test
    void whatWasAnsweredBeforeAKillIsThereAfterIt() throws Exception {
        try (Service service = Service.start(directory)) {
            assertEquals(201, Http.change(service.api(), CHANGE).statusCode());
            service.kill();
        }
        try (Service service = Service.start(directory)) {
            assertEquals(200, Http.change(service.api(), CHANGE).statusCode());
            assertTrue(Http.get(service.api(), "/v1/elements/interface:vi1/blocks")
                    .body()
                    .contains("\"change_id\":\"one\""));
        }
    }

    @Test
    void aDamagedLedgerIsRefusedNamingFileAndByte() throws Exception {
        try (Service service = Service.start(directory)) {
            assertEquals(201, Http.change(service.api(), CHANGE).statusCode());
            service.stop();
        }
        Path ledger = directory.resolve("ledger.jsonl");
        Files.writeString(ledger, Files.readString(ledger).replace("created", "creates"));
        try (Service service = Service.launch(directory)) {
            assertNotEquals(0, service.exitCode());
            assertTrue(service.log().contains("ledger.jsonl, byte 0"), service.log());
        }
    }
}
