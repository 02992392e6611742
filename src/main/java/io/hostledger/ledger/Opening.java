package io.hostledger.ledger;

import io.hostledger.disk.Files;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** From a directory to a ledger that takes changes: recovery, index, and the adoption of a legacy ledger where there is one. */
final class Opening {
    private record Indexed(Ledger ledger, Engine engine, Recovery.Recovered recovered, Optional<Event> adoption) {}

    private final Setup setup;

    Opening(Setup setup) {
        this.setup = setup;
    }

    CompletionStage<Ledger> run() {
        return new Recovery(setup, batch -> {})
                .run(-1)
                .thenApplyAsync(this::index, setup.blocking())
                .thenComposeAsync(Opening::begin, setup.appender());
    }

    private Indexed index(Recovery.Recovered recovered) {
        try {
            Files files = setup.disk().files();
            Index index = Index.load(files, setup.types(), recovered.base());
            Engine engine = new Engine(setup, index, recovered);
            return new Indexed(
                    new Ledger(setup, engine), engine, recovered, LegacyAdoption.due(files, recovered.base()));
        } catch (IOException | DamagedLedger e) {
            throw new CompletionException(e);
        }
    }

    /** A crash before the adopting block is durable: the next start finds a legacy block at the end again. */
    private static CompletionStage<Ledger> begin(Indexed indexed) {
        indexed.engine.begin(indexed.recovered);
        CompletableFuture<Outcome> adopted =
                indexed.adoption.map(indexed.ledger::act).orElseGet(() -> CompletableFuture.completedFuture(null));
        return adopted.thenApply(outcome -> {
            if (outcome instanceof Outcome.Refused refused) {
                throw new CompletionException(
                        new IOException("the legacy ledger could not be adopted: " + refused.why()));
            }
            indexed.engine.opened();
            return indexed.ledger;
        });
    }
}
