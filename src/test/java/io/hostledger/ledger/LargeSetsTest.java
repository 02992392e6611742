package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.hostledger.app.InTurn;
import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Json;
import io.hostledger.disk.vertx.VertxDisk;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The largest sets there may be, on threads and a stack as they are. */
class LargeSetsTest {
    private static final int SIZE = 1_000;

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Executor inTurn() {
        return new InTurn(((VertxInternal) vertx).createEventLoopContext());
    }

    private static Change change(int element, int state, boolean named) throws Exception {
        String id = named ? state + "-" + element : null;
        return new Change(
                ElementTypes.standard().parse("interface:vi" + element),
                Json.ofCanonical("{\"n\":" + state + "}"),
                null,
                Attribution.asserted("rig", id, "c"),
                null,
                null);
    }

    /** Thrice: heads are read, then at hand; the last time ids come again. */
    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "2, false", "1024, true", "1024, false"})
    void aSetOfAThousandIsKeptAndAnsweredHoweverManyLanesItHolds(int lanes, boolean named) throws Exception {
        VertxDisk disk = new VertxDisk(vertx, directory, 2_000);
        Setup setup = new Setup(
                disk,
                ElementTypes.standard(),
                new AtomicLong(1_800_000_000_000_000L)::incrementAndGet,
                inTurn(),
                Runnable::run,
                Stream.generate(this::inTurn).limit(lanes).toList(),
                task -> vertx.executeBlocking(
                        () -> {
                            task.run();
                            return null;
                        },
                        false),
                (millis, task) -> vertx.setTimer(millis, id -> task.run()),
                files -> Optional.empty(),
                Setup.Bounds.DEFAULT,
                Observer.NONE);
        Ledger ledger = Ledger.open(setup).toCompletableFuture().get(20, TimeUnit.SECONDS);
        for (int round : new int[] {0, 1, 1}) {
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                changes.add(change(i, round, named));
            }
            CompletableFuture<SetOutcome> answer = new CompletableFuture<>();
            ((VertxInternal) vertx)
                    .createEventLoopContext()
                    .runOnContext(on -> ledger.changeSet(new ChangeSet(changes, true))
                            .whenComplete((outcome, failure) -> {
                                if (failure == null) {
                                    answer.complete(outcome);
                                } else {
                                    answer.completeExceptionally(failure);
                                }
                            }));
            SetOutcome outcome = answer.get(60, TimeUnit.SECONDS);
            assertInstanceOf(SetOutcome.Done.class, outcome, outcome::toString);
        }
        assertEquals(2 * SIZE, ledger.visible().blocks());
        ledger.close().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertEquals(0, ledger.inFlight());
        disk.close().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
