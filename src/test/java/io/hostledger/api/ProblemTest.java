package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hostledger.ledger.Refusal;
import io.hostledger.ledger.Refusal.Known;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void aFieldAtFaultIsNamed() {
        assertEquals(
                "{\"detail\":\"actor is missing\",\"status\":422,\"title\":\"The request is not valid\","
                        + "\"type\":\"urn:hostledger:problem:invalid-request\","
                        + "\"violations\":[{\"detail\":\"actor is missing\",\"pointer\":\"/actor\"}]}",
                text(Problem.invalid(List.of(new Violation("/actor", "actor is missing")))));
    }

    @Test
    void aFailureOfTheServiceSaysWhatBecameOfTheChange() {
        assertEquals(
                "{\"detail\":\"a sync failed\",\"outcome\":\"unknown\",\"status\":503,"
                        + "\"title\":\"No changes are taken for now\",\"type\":\"urn:hostledger:problem:read-only\"}",
                text(Problems.of(new Refusal.ReadOnly("a sync failed", Known.UNKNOWN), null)));
        assertEquals(
                "{\"detail\":\"full\",\"outcome\":\"none\",\"status\":507,"
                        + "\"title\":\"The disk is full\",\"type\":\"urn:hostledger:problem:insufficient-storage\"}",
                text(Problems.of(new Refusal.NoSpace("full", Known.NOTHING_KEPT), null)));
    }

    @Test
    void aPointerBeyondItsBoundEndsAtASegment() {
        String pointer = "/state/" + "x".repeat(2_000);
        assertEquals("/state", new Violation(pointer, "no").pointer());
    }

    private static String text(Problem problem) {
        return new String(problem.toBytes(), StandardCharsets.UTF_8);
    }
}
