package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Items;
import io.hostledger.chain.Json;
import io.hostledger.chain.Timestamp;
import io.hostledger.codec.StrictJson;
import io.hostledger.disk.vertx.VertxDisk;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden ledger: inputs applied one after another give these files, byte for byte. */
class VectorsTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/v1");

    private final Vertx vertx = Vertx.vertx();
    private final List<Executor> contexts = new ArrayList<>();
    private long clock;

    @TempDir
    Path directory;

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void inputsGiveTheGoldenLedger() throws Exception {
        Ledger ledger = open();
        for (String line : Files.readAllLines(VECTORS.resolve("inputs.jsonl"))) {
            apply(ledger, json(line));
        }
        ledger.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertSameFiles(VECTORS.resolve("ledger"));
        Ledger again = open();
        assertEquals(19, again.visible().height());
        again.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertSameFiles(VECTORS.resolve("ledger"));
    }

    @Test
    void aLegacyLedgerIsContinuedInPlaceAsTheGoldenOneIs() throws Exception {
        Path golden = Path.of("src/test/resources/vectors/v1-legacy");
        List<String> inputs = Files.readAllLines(golden.resolve("inputs.jsonl"));
        List<String> legacy =
                Files.readAllLines(golden.resolve("ledger/ledger.jsonl")).subList(0, 14);
        Files.writeString(directory.resolve("ledger.jsonl"), String.join("\n", legacy) + "\n");
        clock = Timestamp.parse(text(json(inputs.get(0)), "at"));
        Ledger ledger = open();
        for (String line : inputs.subList(1, inputs.size())) {
            apply(ledger, json(line));
        }
        ledger.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertSameFiles(golden.resolve("ledger"));
        Ledger again = open();
        assertEquals(17, again.visible().height());
        assertEquals(14, again.visible().legacyBlocks());
        again.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertSameFiles(golden.resolve("ledger"));
    }

    private void assertSameFiles(Path golden) throws Exception {
        try (var files = Files.walk(golden)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path made = directory.resolve(golden.relativize(file).toString());
                assertEquals(Files.readString(file), Files.readString(made), file.toString());
                assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(made), file.toString());
            }
        }
    }

    private Ledger open() throws Exception {
        for (int i = 0; i < 3; i++) {
            contexts.add(
                    new io.hostledger.app.InTurn(((io.vertx.core.impl.VertxInternal) vertx).createEventLoopContext()));
        }
        Setup setup = new Setup(
                new VertxDisk(vertx, directory, 100),
                ElementTypes.standard(),
                () -> clock,
                contexts.get(0),
                Runnable::run,
                contexts.subList(1, 3),
                task -> vertx.executeBlocking(() -> {
                    task.run();
                    return null;
                }),
                (millis, task) -> vertx.setTimer(millis, id -> task.run()),
                files -> Optional.empty(),
                Setup.Bounds.DEFAULT,
                Observer.NONE);
        return Ledger.open(setup).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void apply(Ledger ledger, Json input) throws Exception {
        clock = Timestamp.parse(text(input, "at"));
        Json request = member(input, "request");
        switch (text(input, "call")) {
            case "change" -> committed(ledger.change(change(request, request)).get(10, TimeUnit.SECONDS));
            case "event" ->
                committed(ledger.record(new Event(
                                text(request, "category"),
                                text(request, "action"),
                                member(request, "payload"),
                                by(request, request)))
                        .get(10, TimeUnit.SECONDS));
            case "rollback" ->
                committed(ledger.rollBack(new Rollback(
                                ElementTypes.standard().parse(text(request, "element_id")),
                                member(request, "to_height").height(),
                                by(request, request),
                                optional(request, "reason"),
                                null))
                        .get(10, TimeUnit.SECONDS));
            default -> {
                List<Change> changes = new ArrayList<>();
                Items items = member(request, "changes").items();
                while (items.next()) {
                    changes.add(change(items.value(), request));
                }
                assertInstanceOf(
                        ChangeSet.SetOutcome.Done.class,
                        ledger.changeSet(new ChangeSet(changes, true)).get(10, TimeUnit.SECONDS));
            }
        }
    }

    private static void committed(Outcome outcome) {
        assertInstanceOf(Outcome.Committed.class, outcome, outcome::toString);
    }

    private static Change change(Json item, Json request) throws Exception {
        String reason = optional(item, "reason");
        return new Change(
                ElementTypes.standard().parse(text(item, "element_id")),
                member(item, "state"),
                optional(item, "action"),
                by(item, request),
                reason == null ? optional(request, "reason") : reason,
                null);
    }

    private static Attribution by(Json item, Json request) {
        return Attribution.asserted(
                text(request, "actor"), optional(item, "change_id"), optional(request, "correlation_id"));
    }

    private static Json json(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new StrictJson().read(bytes, 0, bytes.length, 80);
    }

    private static Json member(Json object, String name) {
        Json member = object.member(name);
        if (member == null) {
            throw new AssertionError("no member " + name + " in " + object);
        }
        return member;
    }

    private static String text(Json object, String name) {
        return member(object, name).string();
    }

    private static @Nullable String optional(Json object, String name) {
        Json member = object.member(name);
        return member == null ? null : member.string();
    }
}
