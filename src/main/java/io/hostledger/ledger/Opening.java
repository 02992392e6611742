package io.hostledger.ledger;

import io.hostledger.disk.Files;
import io.hostledger.journal.Base;
import io.hostledger.journal.Batch;
import io.hostledger.journal.JournalReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * From a directory to a ledger that takes changes: recovery, index, and the adoption of a legacy ledger
 * where there is one. Where the disk does not let what was found be recovered, the ledger is read-only
 * until it does.
 */
final class Opening {
    /** What is known before anything is changed. */
    private record Known(Recovery.Found found, Engine engine) {}

    private final Setup setup;
    private final Recovery recovery;
    private final long began;

    Opening(Setup setup) {
        this.setup = setup;
        this.recovery = new Recovery(setup);
        this.began = setup.observer().nanoTime();
    }

    CompletionStage<Ledger> run() {
        return CompletableFuture.supplyAsync(this::look, setup.blocking())
                .thenCompose(known -> recovery.write(known.found, null, known.engine.publisher()::publish)
                        .handle((done, failure) -> failure == null ? begin(known) : unwritten(known, failure))
                        .thenCompose(opening -> opening));
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

    private CompletionStage<Ledger> begin(Known known) {
        return recovery.begin(known.found, null)
                .handle((recovered, failure) ->
                        recovered == null ? readOnly(known.found, known.engine, failure) : begun(known, recovered))
                .thenCompose(opening -> opening);
    }

    private CompletionStage<Ledger> begun(Known known, Recovery.Recovered recovered) {
        Ledger ledger = withAdoption(known.found, known.engine);
        long blocks = recovered.base().height() - known.found.start().height();
        return CompletableFuture.supplyAsync(
                        () -> {
                            setup.observer().recovered(blocks, setup.observer().nanoTime() - began);
                            return known.engine.begin(recovered);
                        },
                        setup.appender())
                .thenCompose(opened -> opened)
                .handle((done, failure) -> failure == null || mayPass(failure)
                        ? CompletableFuture.completedStage(ledger)
                        : CompletableFuture.<Ledger>failedStage(failure))
                .thenCompose(opening -> opening);
    }

    /**
     * What the index knows of the journal's blocks is not to be seen before they are in the files, and
     * what an earlier process brought there is: somebody may have been told of it.
     */
    private CompletionStage<Ledger> unwritten(Known known, Throwable failure) {
        if (!mayPass(failure)) {
            return CompletableFuture.failedStage(failure);
        }
        return CompletableFuture.supplyAsync(() -> asInTheFiles(known.found), setup.blocking())
                .thenCompose(engine -> readOnly(known.found, engine, failure));
    }

    private Engine asInTheFiles(Recovery.Found found) {
        try {
            Files files = setup.disk().files();
            Index index = Index.load(files, setup.types(), found.start());
            Engine engine = new Engine(setup, index, index.loaded());
            JournalReader.Cursor cursor = found.journal().cursor();
            Batch batch = cursor.next();
            while (batch != null && Recovery.isIn(files, batch)) {
                engine.publisher().publish(batch);
                batch = cursor.next();
            }
            return engine;
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** Nothing is wrong with what was found, and the disk does not let us go on from there. */
    private CompletionStage<Ledger> readOnly(Recovery.Found found, Engine engine, Throwable failure) {
        if (!mayPass(failure)) {
            return CompletableFuture.failedStage(failure);
        }
        Ledger ledger = withAdoption(found, engine);
        return CompletableFuture.supplyAsync(
                () -> {
                    engine.beginReadOnly(failure);
                    return ledger;
                },
                setup.appender());
    }

    private static boolean mayPass(Throwable failure) {
        return Failures.cause(failure) instanceof IOException;
    }

    private Ledger withAdoption(Recovery.Found found, Engine engine) {
        Ledger ledger = new Ledger(setup, engine);
        engine.setFirst(base -> CompletableFuture.supplyAsync(() -> adoption(found, base), setup.blocking())
                .thenCompose(event -> event.map(due -> ledger.act(due).thenAccept(Opening::requireCommitted))
                        .orElseGet(() -> CompletableFuture.completedFuture(null))));
        return ledger;
    }

    /** A crash before the adopting block is durable: the next start finds a legacy block at the end again. */
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

    private static void requireCommitted(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw new CompletionException(new IOException("the legacy ledger could not be adopted: " + refused.why()));
        }
    }
}
