package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void callersAreToldWhatADiskSaysAndNotWhatAProgramDoes() {
        assertEquals(
                "ledger.jsonl: no space",
                Failures.reason(new CompletionException(new IOException("ledger.jsonl: no space"))));
        assertEquals("line 3 is damaged", Failures.reason(new DamagedLedger("line 3 is damaged")));
        assertEquals(
                "a fault of the program: IllegalStateException",
                Failures.reason(new CompletionException(new IllegalStateException("secret"))));
    }
}
