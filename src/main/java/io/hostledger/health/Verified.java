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
        // Damage that was found stays, also where the ledger cannot be verified any more.
        Verifier.Last reported = verifier.reported();
        Verifier.Last shown = reported == null || intact(reported) ? last : reported;
        long micros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        answer.withData("verified_at", Timestamp.format(shown.endedMicros()))
                .withData("verified_seconds_ago", Math.max(0, (micros - shown.endedMicros()) / 1_000_000));
        Report report = shown.report();
        if (last.failure() != null) {
            answer.withData("reason", last.failure());
        }
        if (report == null) {
            return answer.withData("integrity", "not known").build();
        }
        if (report.head() != null) {
            answer.withData("verified_height", report.head().height());
        }
        if (report.intact()) {
            return answer.withData("integrity", "intact").build();
        }
        return answer.withData("integrity", "damaged")
                .withData("findings", report.found())
                .withData("first_finding", report.findings().get(0).toString())
                .build();
    }

    private static boolean intact(Verifier.Last last) {
        return last.report() != null && last.report().intact();
    }
}
