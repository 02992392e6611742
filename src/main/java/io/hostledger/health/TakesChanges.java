package io.hostledger.health;

import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Standing;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the ledger is recovered and takes changes, and its directory can be written to. */
@Readiness
@Singleton
public class TakesChanges implements HealthCheck {
    private final Ledger ledger;
    private final Surroundings surroundings;

    TakesChanges(Ledger ledger, Surroundings surroundings) {
        this.ledger = ledger;
        this.surroundings = surroundings;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("ledger takes changes")
                .withData("height", ledger.visible().height());
        String standing = switch (ledger.standing()) {
            case Standing.Recovering ignored -> "recovering";
            case Standing.Open ignored -> "open";
            case Standing.ReadOnly readOnly -> {
                answer.withData("reason", readOnly.reason());
                yield "read-only";
            }
            case Standing.Closing ignored -> "closing";
            case Standing.Closed ignored -> "closed";
        };
        if (ledger.timeHeld() > 0) {
            // The clock stepped back; what is recorded bears the last time there was.
            answer.withData("time_held_seconds", Double.toString(ledger.timeHeld() / 1e6));
        }
        ledger.refusedElements()
                .example()
                .ifPresent(sentence -> answer.withData(
                                "refused_elements", ledger.refusedElements().count())
                        .withData("refused_element", sentence));
        boolean writable = surroundings.directoryIsWritable();
        if (!writable) {
            answer.withData("directory", "not writable");
        }
        return answer.withData("standing", standing)
                .status(writable && standing.equals("open"))
                .build();
    }
}
