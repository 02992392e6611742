package io.hostledger.app;

import java.time.Instant;

/** The system's clock. */
final class Micros {
    private Micros() {}

    /** Microseconds since 1970. */
    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
