package io.hostledger.ledger;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.disk.Disk;
import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.FaultyDisk;
import io.hostledger.disk.FaultyDisk.Fate;
import io.hostledger.disk.Files;
import io.hostledger.stream.SimulatedSubscribers;
import io.hostledger.verify.Finding;
import io.hostledger.verify.Verification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The whole engine with its live feed in one thread on a fake disk, from a seed: random changes,
 * random scheduling, and the process or the power gone at any point. After each such end it starts
 * again, and everything that was answered must be there, and the stream must go on where it was.
 */
final class Simulation {
    /** Steps after which a ledger that has nothing to wait for should have come to an end. */
    private static final int MANY_STEPS = 200_000;

    private final long seed;
    private final Random random;
    private final Scheduler scheduler;
    private final UnaryOperator<Disk> around;
    private final UnaryOperator<Disk> outside;
    private final Executor appender;
    private final List<Executor> lanes = new ArrayList<>();
    private final Executor blocking;
    private final SimulatedCallers callers;
    private final SimulatedSubscribers subscribers;
    private final Setup.Bounds bounds;

    private final Map<String, SimulatedFiles.Line> known = new HashMap<>();

    private FakeDisk disk;
    private @Nullable Ledger ledger;
    private long clock = 1_760_349_720_000_000L;
    private int ends;
    private int kills;
    private int stops;
    /** Whether the disk fails a call now and then, in this life. */
    private boolean faults;

    /** @param around what stands between the engine and the fake disk: itself, or one without a safeguard */
    Simulation(long seed, UnaryOperator<Disk> around) throws InvalidElementId {
        this(seed, around, UnaryOperator.identity());
    }

    /** @param outside what stands between the engine and the faults of the disk */
    Simulation(long seed, UnaryOperator<Disk> around, UnaryOperator<Disk> outside) throws InvalidElementId {
        this.seed = seed;
        this.outside = outside;
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
        this.callers = new SimulatedCallers(random);
        this.subscribers = new SimulatedSubscribers(random, scheduler.serial(), scheduler.parallel(2));
        this.bounds = new Setup.Bounds(
                64,
                // So little that changes wait until there is room for their differences.
                seed % 2 == 0 ? 1 << 12 : 1 << 20,
                1 + random.nextInt(8),
                1 << 14,
                1 + random.nextInt(4),
                4_096,
                2_048 << random.nextInt(5),
                1 + random.nextInt(20),
                0);
    }

    FakeDisk disk() {
        return disk;
    }

    /** What happened: ends of the process of each kind, changes and events that were committed, blocks that subscribers got. */
    record Told(long kills, long losses, long stops, long committed, long streamed) {
        static final Told NOTHING = new Told(0, 0, 0, 0, 0);

        Told plus(Told other) {
            return new Told(
                    kills + other.kills,
                    losses + other.losses,
                    stops + other.stops,
                    committed + other.committed,
                    streamed + other.streamed);
        }
    }

    /** Runs so many lives, each ended by a kill, a loss of power or an orderly stop. */
    Told run(int lives) {
        for (int life = 0; life < lives; life++) {
            // Some starts are themselves cut short.
            start(random.nextInt(5) == 0 ? random.nextInt(40) : Integer.MAX_VALUE);
            if (ledger != null) {
                live();
            }
            end();
        }
        start(Integer.MAX_VALUE);
        subscribers.takeAll();
        while (scheduler.step()) {}
        subscribers.takeAll();
        while (scheduler.step()) {}
        check(true);
        return new Told(kills, ends - kills - stops, stops, callers.committed(), subscribers.streamed());
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
        Ledger open = ledger;
        while (!(open.standing() instanceof Standing.Open)) {
            // The disk did not let it recover at once.
            if (!scheduler.step()) {
                throw failure("the ledger does not recover: " + open.standing());
            }
        }
        check(false);
        faults = random.nextInt(3) == 0;
        subscribers.begin(ledger, disk.files());
    }

    private Setup setup() {
        return new Setup(
                outside.apply(new FaultyDisk(around.apply(disk), disk, call -> fate())),
                ElementTypes.standard(),
                () -> clock += random.nextInt(1_000) - 100,
                appender,
                Runnable::run,
                lanes,
                blocking,
                (millis, task) -> scheduler.after(task),
                this::finding,
                bounds,
                Observer.NONE);
    }

    private Fate fate() {
        return faults && random.nextInt(60) == 0 ? Fate.values()[random.nextInt(Fate.values().length)] : Fate.PASS;
    }

    private Optional<String> finding(Files files) throws IOException {
        return Verification.of(files, ElementTypes.standard()).report().findings().stream()
                .findFirst()
                .map(Finding::sentence);
    }

    private void live() {
        Ledger open = ledger;
        int rounds = random.nextInt(30);
        for (int round = 0; open != null && round < rounds; round++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                callers.submit(open);
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                subscribers.step();
            }
            for (int steps = random.nextInt(120); steps > 0 && scheduler.step(); steps--) {}
        }
    }

    private void end() {
        ends++;
        switch (random.nextInt(5)) {
            case 0 -> {
                if (ledger != null) {
                    stop(ledger);
                }
                stops++;
                disk = disk.kill(random);
            }
            case 1, 2 -> {
                kills++;
                disk = disk.kill(random);
            }
            default -> disk = disk.crash(random);
        }
        scheduler.clear();
        subscribers.end();
        callers.end();
        ledger = null;
    }

    private void stop(Ledger open) {
        CompletableFuture<Void> closed = open.close().toCompletableFuture();
        await(closed);
        if (!closed.isDone() || closed.isCompletedExceptionally() && !faults) {
            throw failure("the ledger does not close: " + closed);
        }
        if (callers.unanswered() > 0) {
            throw failure(callers.unanswered() + " callers got no answer before the ledger closed");
        }
        CompletableFuture<Void> streams = subscribers.close().toCompletableFuture();
        await(streams);
        if (!streams.isDone()) {
            throw failure("the streams do not end");
        }
    }

    private void await(CompletableFuture<?> something) {
        for (int steps = 0; !something.isDone() && steps < MANY_STEPS && scheduler.step(); steps++) {}
    }

    /** What was answered is in both tiers, both tiers are whole, and readers see all of it. */
    private void check(boolean allStreamed) {
        try {
            finding(disk.files()).ifPresent(finding -> {
                throw failure(finding);
            });
        } catch (IOException e) {
            throw failure("the files cannot be read", e);
        }
        SimulatedFiles files = new SimulatedFiles(disk, known);
        String lost = callers.check(files);
        if (lost != null) {
            throw failure(lost);
        }
        String twice = files.doubledChangeId();
        if (twice != null) {
            throw failure("change_id " + twice + " was acted on twice");
        }
        long height = files.central().size() - 1;
        if (ledger != null && ledger.visible().height() != height) {
            throw failure("readers see up to " + ledger.visible().height() + " of " + height);
        }
        try {
            subscribers.check(files.central(), files::details, allStreamed);
        } catch (AssertionError e) {
            throw failure(e.getMessage());
        }
    }

    private AssertionError failure(String what) {
        return new AssertionError("seed " + seed + ", end " + ends + ": " + what);
    }

    private AssertionError failure(String what, Throwable cause) {
        return new AssertionError("seed " + seed + ", end " + ends + ": " + what, cause);
    }
}
