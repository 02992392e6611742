package io.hostledger.ledger;

import io.hostledger.disk.Files;
import io.hostledger.journal.Base;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** From a directory to a ledger that takes changes: recovery, index, and the adoption of a legacy ledger where there is one. */
final class Opening {
    /** What is known before anything is changed. */
    private record Known(Recovery.Found found, Engine engine) {}

    private final Setup setup;
    private final Recovery recovery;

    Opening(Setup setup) {
        this.setup = setup;
        this.recovery = new Recovery(setup);
    }

    CompletionStage<Ledger> run() {
        Observer observer = setup.observer();
        long began = observer.nanoTime();
        return CompletableFuture.supplyAsync(this::look, setup.blocking())
                .thenCompose(known -> recovery.apply(known.found, null, known.engine.publisher()::publish)
                        .thenApplyAsync(
                                recovered -> {
                                    observer.recovered(
                                            recovered.base().height()
                                                    - known.found.start().height(),
                                            observer.nanoTime() - began);
                                    known.engine.begin(recovered);
                                    return recovered.base();
                                },
                                setup.appender())
                        .thenApplyAsync(base -> adoption(known.found, base), setup.blocking())
                        .thenCompose(adoption -> open(known.engine, adoption)));
    }

    private Known look() {
        try {
            Recovery.Found found = recovery.find(null);
            Index index = Index.load(setup.disk().files(), setup.types(), found);
            return new Known(found, new Engine(setup, index, index.loaded()));
        } catch (IOException | DamagedLedger e) {
            throw new CompletionException(e);
        }
    }

    private Optional<Event> adoption(Recovery.Found found, Base base) {
        try {
            Files files = setup.disk().files();
            Optional<Event> due = LegacyAdoption.due(files, base);
            if (due.isPresent() && found.journal().base() != null) {
                // The last start ended between its journal and the adopting block: nothing vouches for the bytes yet.
                recovery.requireWhole();
            }
            return due;
        } catch (IOException | DamagedLedger e) {
            throw new CompletionException(e);
        }
    }

    /** A crash before the adopting block is durable: the next start finds a legacy block at the end again. */
    private CompletionStage<Ledger> open(Engine engine, Optional<Event> adoption) {
        Ledger ledger = new Ledger(setup, engine);
        CompletableFuture<Void> adopted = adoption.map(
                        event -> ledger.act(event).thenAccept(Opening::requireCommitted))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        return adopted.thenApply(done -> {
            engine.opened();
            return ledger;
        });
    }

    private static void requireCommitted(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw new CompletionException(new IOException("the legacy ledger could not be adopted: " + refused.why()));
        }
    }
}
