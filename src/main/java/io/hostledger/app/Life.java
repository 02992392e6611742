package io.hostledger.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has the ledger recovered before the first request can come, and closed behind the last. */
@Singleton
class Life {
    void start(@Observes StartupEvent event, OpenLedger ledger) {
        ledger.ledger();
    }

    void stop(@Observes ShutdownEvent event, OpenLedger ledger) {
        ledger.close();
    }
}
