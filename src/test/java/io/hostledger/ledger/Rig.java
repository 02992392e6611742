package io.hostledger.ledger;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Disk;
import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.Files;
import io.hostledger.verify.Finding;
import io.hostledger.verify.Report;
import io.hostledger.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The engine on a fake disk in the test's own thread, always in the same order. */
final class Rig {
    /** Small segments, so that a few changes go over to the next one and are checkpointed. */
    static final Setup.Bounds SMALL = new Setup.Bounds(64, 1 << 20, 4, 1 << 14, 2, 4_096, 4_096, 5, 0);

    private static final int MAX_STEPS = 100_000;

    final Scheduler scheduler = new Scheduler(new Random(1));
    /** The appender's context. */
    Executor appender = scheduler.serial();

    private final Executor lane = scheduler.serial();
    private final Executor blocking = scheduler.serial();
    private final Executor disks = scheduler.serial();
    /** Calls the appender when a change is put. */
    Executor gathering = Runnable::run;

    private long clock = 1_760_349_720_000_000L;

    FakeDisk disk() {
        return new FakeDisk(disks);
    }

    CompletableFuture<Ledger> open(Disk disk, Setup.Bounds bounds) {
        return open(disk, bounds, Observer.NONE);
    }

    CompletableFuture<Ledger> open(Disk disk, Setup.Bounds bounds, Observer observer) {
        return Ledger.open(new Setup(
                        disk,
                        ElementTypes.standard(),
                        () -> clock += 1_000,
                        task -> appender.execute(task),
                        task -> gathering.execute(task),
                        List.of(lane),
                        blocking,
                        (millis, task) -> scheduler.after(task),
                        Rig::finding,
                        bounds,
                        observer))
                .toCompletableFuture();
    }

    void clock(long micros) {
        clock = micros;
    }

    /** Runs until something is so; fails where nothing is left that could make it so. */
    void until(BooleanSupplier so) {
        for (int steps = 0; !so.getAsBoolean(); steps++) {
            if (steps > MAX_STEPS || !scheduler.step()) {
                throw new AssertionError("it never comes to that");
            }
        }
    }

    /** Runs until nothing is left to do but what a timer would begin. */
    void settle() {
        for (int steps = 0; scheduler.stepNow(); steps++) {
            if (steps > MAX_STEPS) {
                throw new AssertionError("there is no end to it");
            }
        }
    }

    <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        until(future::isDone);
        return future.join();
    }

    Ledger opened(Disk disk) {
        return await(open(disk, SMALL));
    }

    /** Why a directory is refused at start; null if it is not. */
    @Nullable
    String refusal(Disk disk) {
        CompletableFuture<Ledger> opening = open(disk, SMALL);
        until(opening::isDone);
        try {
            opening.join();
            return null;
        } catch (CompletionException e) {
            return Failures.sentence(e);
        }
    }

    /** The process is gone: what was to be done is not. */
    void die() {
        scheduler.clear();
    }

    static Change change(int element, int state) {
        return change(element, "{\"n\":" + state + "}");
    }

    static Change change(int element, String state) {
        try {
            return new Change(
                    ElementTypes.standard().parse("interface:vi" + element),
                    Json.ofCanonical(state),
                    null,
                    Attribution.asserted("rig", null, null),
                    null,
                    null);
        } catch (InvalidElementId e) {
            throw new AssertionError(e);
        }
    }

    static Change named(String changeId, int element, int state) {
        Change change = change(element, state);
        Attribution by = Attribution.asserted("rig", changeId, null);
        return new Change(change.element(), change.state(), null, by, null, null);
    }

    static Report report(Files files) throws IOException {
        return Verification.of(files, ElementTypes.standard()).report();
    }

    private static Optional<String> finding(Files files) throws IOException {
        return report(files).findings().stream().findFirst().map(Finding::sentence);
    }

    /** Whether both lines of a change that was answered are in the files. */
    static boolean holds(FakeDisk disk, Outcome.Committed committed) {
        StringBuilder lines = new StringBuilder();
        disk.contents().forEach((path, bytes) -> {
            if (path.endsWith(Layout.SUFFIX)) {
                lines.append(new String(bytes, StandardCharsets.UTF_8));
            }
        });
        return lines.indexOf(line(committed.central())) >= 0
                && (committed.element() == null || lines.indexOf(line(committed.element())) >= 0);
    }

    private static String line(Outcome.Block block) {
        return new String(block.bytes(), block.from(), block.to() - block.from(), StandardCharsets.UTF_8) + "\n";
    }
}
