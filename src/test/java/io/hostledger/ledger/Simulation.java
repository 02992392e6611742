package io.hostledger.ledger;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Disk;
import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.FaultyDisk;
import io.hostledger.disk.FaultyDisk.Fate;
import io.hostledger.disk.Files;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import io.hostledger.verify.Finding;
import io.hostledger.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The whole engine in one thread on a fake disk, from a seed: random changes, random scheduling, and
 * the process or the power gone at any point. After each such end it starts again, and everything
 * that was answered must be there.
 */
final class Simulation {
    private final long seed;
    private final Random random;
    private final Scheduler scheduler;
    private final UnaryOperator<Disk> around;
    private final Executor appender;
    private final List<Executor> lanes = new ArrayList<>();
    private final Executor blocking;
    private final List<ElementId> elements = new ArrayList<>();
    private final Setup.Bounds bounds;

    /** Lines of both tiers that a caller was shown, by central height. */
    private final Map<Long, Outcome.Committed> answered = new HashMap<>();

    /** Central hashes that a listener was shown, by height. */
    private final Map<Long, Hash> seen = new HashMap<>();

    private FakeDisk disk;
    private @Nullable Ledger ledger;
    private long clock = 1_760_349_720_000_000L;
    private int states;
    private int ends;
    /** Whether the disk fails a call now and then, in this life. */
    private boolean faults;

    /** @param around what stands between the engine and the fake disk: itself, or one without a safeguard */
    Simulation(long seed, UnaryOperator<Disk> around) throws InvalidElementId {
        this.seed = seed;
        this.around = around;
        this.random = new Random(seed);
        this.scheduler = new Scheduler(random);
        this.disk = new FakeDisk(scheduler.parallel(3));
        this.appender = scheduler.serial();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            lanes.add(scheduler.serial());
        }
        this.blocking = scheduler.parallel(2);
        int known = 1 + random.nextInt(6);
        for (int i = 0; i < known; i++) {
            elements.add(ElementTypes.standard().parse((i % 2 == 0 ? "interface:vi" : "file:/etc/f") + i));
        }
        this.bounds = new Setup.Bounds(
                64,
                1 << 20,
                1 + random.nextInt(8),
                1 << 14,
                1 + random.nextInt(4),
                4_096,
                2_048 << random.nextInt(5),
                0);
    }

    FakeDisk disk() {
        return disk;
    }

    /** Runs so many lives, each ended by a kill, a loss of power or an orderly stop; returns how many ends there were. */
    int run(int lives) {
        for (int life = 0; life < lives; life++) {
            // Some starts are themselves cut short.
            start(random.nextInt(5) == 0 ? random.nextInt(40) : Integer.MAX_VALUE);
            if (ledger != null) {
                live();
            }
            end();
        }
        start(Integer.MAX_VALUE);
        return ends;
    }

    private void start(int patience) {
        faults = patience != Integer.MAX_VALUE;
        CompletionStage<Ledger> opening = Ledger.open(setup());
        CompletableFuture<Ledger> opened = opening.toCompletableFuture();
        int steps = 0;
        while (!opened.isDone() && steps < patience && scheduler.step()) {
            steps++;
        }
        if (!opened.isDone()) {
            if (steps < patience) {
                throw failure("the ledger neither opens nor fails");
            }
            ledger = null;
            return;
        }
        try {
            ledger = opened.join();
        } catch (RuntimeException e) {
            if (faults && !(Failures.cause(e) instanceof DamagedLedger)) {
                ledger = null;
                return;
            }
            throw failure("the ledger does not open: " + e.getMessage(), e);
        }
        check();
        faults = random.nextInt(3) == 0;
        ledger.addListener(this::see);
    }

    private Setup setup() {
        return new Setup(
                new FaultyDisk(around.apply(disk), call -> fate()),
                ElementTypes.standard(),
                () -> clock += random.nextInt(1_000) - 100,
                appender,
                lanes,
                blocking,
                (millis, task) -> scheduler.after(task),
                this::finding,
                bounds);
    }

    private Fate fate() {
        return faults && random.nextInt(60) == 0 ? Fate.values()[random.nextInt(Fate.values().length)] : Fate.PASS;
    }

    private Optional<String> finding(Files files) throws IOException {
        return Verification.of(files, ElementTypes.standard()).report().findings().stream()
                .findFirst()
                .map(Finding::toString);
    }

    private void live() {
        int rounds = random.nextInt(30);
        for (int round = 0; round < rounds; round++) {
            int submitted = random.nextInt(6);
            for (int i = 0; i < submitted; i++) {
                submit();
            }
            for (int steps = random.nextInt(120); steps > 0 && scheduler.step(); steps--) {}
        }
    }

    private void submit() {
        Ledger open = ledger;
        if (open == null) {
            return;
        }
        switch (random.nextInt(10)) {
            case 0 ->
                open.record(new Event("test", "happened", json("{\"n\":" + ++states + "}"), by()))
                        .thenAccept(this::answered);
            case 1 ->
                open.rollBack(new Rollback(element(), random.nextInt(4), by(), null, null))
                        .thenAccept(this::answered);
            case 2, 3 -> {
                List<Change> changes = new ArrayList<>();
                String correlation = "set " + ++states;
                Set<String> ids = new HashSet<>();
                for (ElementId element : elements) {
                    Change change = change(element);
                    String id = change.by().changeId();
                    if (random.nextBoolean() && (id == null || ids.add(id))) {
                        changes.add(correlated(change, correlation));
                    }
                }
                open.changeSet(new ChangeSet(changes, random.nextBoolean())).thenAccept(this::answeredSet);
            }
            default -> open.change(change(element())).thenAccept(this::answered);
        }
    }

    private ElementId element() {
        return elements.get(random.nextInt(elements.size()));
    }

    private Change change(ElementId element) {
        int kind = random.nextInt(8);
        // Now and then the element is deleted, or said again to be what it may be already.
        Json state = kind == 0
                ? Json.NULL
                : json("{\"n\":" + (kind == 1 ? states : ++states) + ",\"pad\":\"" + "x".repeat(random.nextInt(300))
                        + "\"}");
        return new Change(element, state, null, by(), null, null);
    }

    private static Change correlated(Change change, String correlation) {
        Attribution by = Attribution.asserted(change.by().actor(), change.by().changeId(), correlation);
        return new Change(change.element(), change.state(), null, by, null, null);
    }

    private Attribution by() {
        return Attribution.asserted("sim", random.nextInt(4) == 0 ? "c" + random.nextInt(50) : null, null);
    }

    private static Json json(String text) {
        return Json.ofCanonical(text);
    }

    private void answeredSet(SetOutcome outcome) {
        if (outcome instanceof SetOutcome.Done done) {
            done.items().forEach(this::answered);
        }
    }

    private void answered(Outcome outcome) {
        if (outcome instanceof Outcome.Committed committed) {
            if (answered.put(committed.central().height(), committed) != null) {
                throw failure("height " + committed.central().height() + " was answered twice");
            }
        }
    }

    private void see(Published published) {
        for (Published.Line line : published.lines()) {
            long height = line.central().height();
            if (height > 0 && !seen.containsKey(height - 1)) {
                throw failure("block " + height + " was shown without the one before it");
            }
            if (seen.put(height, line.central().hash()) != null) {
                throw failure("block " + height + " was shown twice");
            }
        }
    }

    private void end() {
        ends++;
        switch (random.nextInt(5)) {
            case 0 -> {
                if (ledger != null) {
                    CompletableFuture<Void> closed = ledger.close().toCompletableFuture();
                    while (!closed.isDone() && scheduler.step()) {}
                    if (!closed.isDone() || closed.isCompletedExceptionally() && !faults) {
                        throw failure("the ledger does not close: " + closed);
                    }
                }
                disk = disk.kill(random);
            }
            case 1, 2 -> disk = disk.kill(random);
            default -> disk = disk.crash(random);
        }
        scheduler.clear();
        ledger = null;
    }

    /** What was answered is in both tiers, both tiers are whole, and readers see all of it. */
    private void check() {
        try {
            finding(disk.files()).ifPresent(finding -> {
                throw failure(finding);
            });
        } catch (IOException e) {
            throw failure("the files cannot be read", e);
        }
        Map<String, byte[]> contents = new TreeMap<>(disk.contents());
        contents.keySet().removeIf(path -> !path.endsWith(Layout.SUFFIX));
        String central = text(contents.get(Layout.LEDGER));
        Set<String> lines = new HashSet<>();
        contents.forEach((path, bytes) -> text(bytes).lines().forEach(lines::add));
        answered.forEach((height, committed) -> {
            if (!lines.contains(line(committed.central()))) {
                throw failure("central block " + height + " was answered and is gone");
            }
            if (committed.element() != null && !lines.contains(line(committed.element()))) {
                throw failure("the element block of central block " + height + " was answered and is gone");
            }
        });
        seen.clear();
        int height = 0;
        Set<String> changeIds = new HashSet<>();
        for (String line : central.lines().toList()) {
            Json block = json(line);
            seen.put((long) height++, Hash.parse(block.member("hash").string()));
            Json changeId = block.member("data").member("change_id");
            if (changeId != null && !changeIds.add(changeId.string())) {
                throw failure("change_id " + changeId.string() + " was acted on twice");
            }
        }
        if (ledger != null && ledger.visible().height() != height - 1) {
            throw failure("readers see up to " + ledger.visible().height() + " of " + (height - 1));
        }
    }

    private static String line(Outcome.Block block) {
        return new String(block.bytes(), block.from(), block.to() - block.from(), StandardCharsets.UTF_8);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private AssertionError failure(String what) {
        return new AssertionError("seed " + seed + ", end " + ends + ": " + what);
    }

    private AssertionError failure(String what, Throwable cause) {
        return new AssertionError("seed " + seed + ", end " + ends + ": " + what, cause);
    }
}
