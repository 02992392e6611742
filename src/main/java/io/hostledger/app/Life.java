package io.hostledger.app;

import io.hostledger.ledger.Ledger;
import io.hostledger.query.LedgerReads;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Has the ledger recovered, and its index begun, before the first request can come; and closed behind the last. */
@Singleton
class Life {
    private static final Logger LOG = Logger.getLogger("io.hostledger");
    /** Each step of the way to a stop may take so long; then it is left behind. */
    static final int SECONDS = 5;
    /** Of {@link #drain}. */
    static final int STEPS = 3;

    void start(@Observes StartupEvent event, OpenLedger ledger, LedgerReads reads) {
        ledger.ledger();
        reads.visible();
    }

    /** While connections are open still: what was taken is answered, more is refused, and streams end behind the last block. */
    void drain(@Observes ShutdownDelayInitiatedEvent event, OpenLedger ledger, Streaming streaming, Requests requests)
            throws InterruptedException {
        Ledger closing = ledger.ledger();
        await(
                closing.close(),
                () -> closing.inFlight() > 0
                        ? "changes were still on their way"
                        : "all that was taken is answered; its files are still being synced");
        await(streaming.end(), () -> "streams are cut that did not end in time");
        await(requests.answered(), () -> "requests are cut that were not answered in time");
    }

    private static void await(CompletionStage<Void> step, Supplier<String> otherwise) throws InterruptedException {
        try {
            step.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(otherwise.get(), e);
        }
    }

    void stop(@Observes ShutdownEvent event, OpenLedger ledger) {
        ledger.close();
    }
}
