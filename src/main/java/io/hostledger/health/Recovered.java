package io.hostledger.health;

import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Standing;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: what the journal held is in the files of both tiers, or the disk does not let it be, and reads go on. */
@Startup
@Singleton
public class Recovered implements HealthCheck {
    private final Ledger ledger;

    Recovered(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ledger is recovered")
                .status(!(ledger.standing() instanceof Standing.Recovering))
                .build();
    }
}
