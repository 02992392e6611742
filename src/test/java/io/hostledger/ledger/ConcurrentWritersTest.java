package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.app.InTurn;
import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.vertx.VertxDisk;
import io.hostledger.verify.Verification;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real disk and real threads. */
class ConcurrentWritersTest {
    private static final int WRITERS = 64;
    private static final int ELEMENTS = 8;
    private static final int EACH = 50;

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Executor loop() {
        return new InTurn(((VertxInternal) vertx).createEventLoopContext());
    }

    /** A writer sends its next change when the one before is answered: its changes stand in its order. */
    @Test
    void eachWritersChangesStandInItsOrderAndListenersSeeTheFile() throws Exception {
        VertxDisk disk = new VertxDisk(vertx, directory, 100);
        Ledger ledger = Ledger.open(new Setup(
                        disk,
                        ElementTypes.standard(),
                        () -> System.currentTimeMillis() * 1_000,
                        loop(),
                        Runnable::run,
                        List.of(loop(), loop(), loop()),
                        task -> vertx.executeBlocking(
                                () -> {
                                    task.run();
                                    return null;
                                },
                                false),
                        (millis, task) -> vertx.setTimer(millis, id -> task.run()),
                        files -> Optional.empty(),
                        Setup.Bounds.DEFAULT,
                        Observer.NONE))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        ledger.addListener(published -> published.lines().forEach(line -> seen.add(text(line.central()))));
        List<CompletableFuture<List<Outcome.Committed>>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(write(ledger, writer, 0, new ArrayList<>()));
        }
        for (CompletableFuture<List<Outcome.Committed>> writer : writers) {
            List<Outcome.Committed> committed = writer.get(60, TimeUnit.SECONDS);
            for (int i = 1; i < committed.size(); i++) {
                Outcome.Committed one = committed.get(i - 1);
                Outcome.Committed next = committed.get(i);
                assertTrue(one.central().height() < next.central().height());
                assertTrue(one.element().height() < next.element().height());
            }
        }
        ledger.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(WRITERS * EACH, seen.size());
        assertEquals(Files.readAllLines(directory.resolve("ledger.jsonl")), List.copyOf(seen));
        assertEquals(
                List.of(),
                Verification.of(disk.files(), ElementTypes.standard()).report().findings());
    }

    private static CompletableFuture<List<Outcome.Committed>> write(
            Ledger ledger, int writer, int number, List<Outcome.Committed> before) {
        if (number == EACH) {
            return CompletableFuture.completedFuture(before);
        }
        String state = "{\"n\":" + number + ",\"writer\":" + writer + "}";
        return ledger.change(Rig.change(writer % ELEMENTS, state)).thenCompose(outcome -> {
            before.add(assertInstanceOf(Outcome.Committed.class, outcome));
            return write(ledger, writer, number + 1, before);
        });
    }

    private static String text(Outcome.Block block) {
        return new String(block.bytes(), block.from(), block.to() - block.from(), StandardCharsets.UTF_8);
    }
}
