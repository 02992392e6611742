package io.hostledger.health;

import io.hostledger.chain.Timestamp;
import io.hostledger.verify.Report;
import io.hostledger.verify.Verifier;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * What the last verification of everything found. Always up: an application beside a damaged ledger
 * keeps its traffic.
 */
@Readiness
@Singleton
public class Verified implements HealthCheck {
    private final Verifier verifier;

    Verified(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("ledger is verified").up();
        Verifier.Last last = verifier.last();
        if (last == null) {
            return answer.withData("integrity", "not verified since the start").build();
        }
        if (last.failure() != null) {
            answer.withData("reason", last.failure()).withData("failed_at", Timestamp.format(last.endedMicros()));
        }
        Verifier.Last reported = verifier.reported();
        Report report = reported == null ? null : reported.report();
        if (reported == null || report == null) {
            return answer.withData("integrity", "not known").build();
        }
        long micros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        answer.withData("verified_at", Timestamp.format(reported.endedMicros()))
                .withData("verified_seconds_ago", Math.max(0, (micros - reported.endedMicros()) / 1_000_000));
        if (report.head() != null) {
            answer.withData("verified_height", report.head().height());
        }
        // Damage that was found stays, also where the ledger cannot be verified any more.
        if (report.intact()) {
            return answer.withData("integrity", last.failure() == null ? "intact" : "not known")
                    .build();
        }
        return answer.withData("integrity", "damaged")
                .withData("findings", report.found())
                .withData("first_finding", report.findings().get(0).toString())
                .build();
    }
}
