package io.hostledger.app;

import io.hostledger.query.LedgerReads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has the ledger recovered, and its index begun, before the first request can come; and closed behind the last. */
@Singleton
class Life {
    void start(@Observes StartupEvent event, OpenLedger ledger, LedgerReads reads) {
        ledger.ledger();
        reads.visible();
    }

    void stop(@Observes ShutdownEvent event, OpenLedger ledger) {
        ledger.close();
    }
}
