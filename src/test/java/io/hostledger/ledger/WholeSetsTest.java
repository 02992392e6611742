package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sets of changes that name the same elements in every order, many at once, on several lanes. */
class WholeSetsTest {
    private static final int SEEDS = 400;
    private static final int LIVES = 3;
    private static final int SETS = 12;
    private static final int ELEMENTS = 5;
    private static final int MOST_STEPS = 100_000;

    /** How many changes each set had, by its correlation id. */
    private final Map<String, Integer> sent = new TreeMap<>();

    private Random random = new Random(0);
    private Scheduler scheduler = new Scheduler(random);
    private List<Executor> lanes = List.of();
    private long clock = 1_760_349_720_000_000L;

    private FakeDisk disk(long seed) {
        random = new Random(seed);
        scheduler = new Scheduler(random);
        lanes = Stream.generate(scheduler::serial).limit(1 + random.nextInt(4)).toList();
        return new FakeDisk(scheduler.parallel(3));
    }

    private Ledger open(FakeDisk disk) {
        CompletableFuture<Ledger> opening = Ledger.open(new Setup(
                        disk,
                        ElementTypes.standard(),
                        () -> clock += 1_000,
                        scheduler.serial(),
                        Runnable::run,
                        lanes,
                        scheduler.serial(),
                        (millis, task) -> scheduler.after(task),
                        files -> Optional.empty(),
                        Rig.SMALL,
                        Observer.NONE))
                .toCompletableFuture();
        run(opening);
        return opening.join();
    }

    private void run(CompletableFuture<?> until) {
        for (int steps = 0; !until.isDone(); steps++) {
            assertTrue(steps < MOST_STEPS && scheduler.step(), "it never comes to that");
        }
    }

    /** A set of two elements or more, in any order, whose states are new. */
    private CompletableFuture<SetOutcome> send(Ledger ledger) {
        String correlation = "set-" + sent.size();
        List<Change> changes = new ArrayList<>();
        for (int element = 0; element < ELEMENTS; element++) {
            Change change = Rig.change(element, sent.size());
            Attribution by = Attribution.asserted("rig", null, correlation);
            changes.add(new Change(change.element(), change.state(), null, by, null, null));
        }
        Collections.shuffle(changes, random);
        int size = 2 + random.nextInt(ELEMENTS - 1);
        sent.put(correlation, size);
        return ledger.changeSet(new ChangeSet(changes.subList(0, size), true));
    }

    @Test
    void allAreAnsweredThoughTheyWaitForEachOthersElements() {
        for (int seed = 0; seed < SEEDS; seed++) {
            sent.clear();
            FakeDisk disk = disk(seed);
            Ledger ledger = open(disk);
            List<CompletableFuture<SetOutcome>> answers =
                    Stream.generate(() -> send(ledger)).limit(SETS).toList();
            for (CompletableFuture<SetOutcome> answer : answers) {
                run(answer);
                assertInstanceOf(SetOutcome.Done.class, answer.join(), "seed " + seed);
            }
            assertEquals(SETS, whole(disk, seed));
        }
    }

    @Test
    void afterACrashEachIsThereWholeOrNotAtAll() {
        int before = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            sent.clear();
            FakeDisk disk = disk(seed);
            for (int life = 0; life < LIVES; life++) {
                Ledger ledger = open(disk);
                List<CompletableFuture<SetOutcome>> answers =
                        Stream.generate(() -> send(ledger)).limit(SETS).toList();
                for (int steps = random.nextInt(600); steps > 0 && scheduler.step(); steps--) {}
                long answered =
                        answers.stream().filter(CompletableFuture::isDone).count();
                disk = random.nextBoolean() ? disk.crash(random) : disk.kill(random);
                scheduler.clear();
                run(open(disk).close().toCompletableFuture());
                int now = whole(disk, seed);
                assertTrue(now >= before + answered, "seed " + seed + ": a set that was answered is gone");
                before = now;
            }
            before = 0;
        }
    }

    /** How many sets there are; fails where one is there in part, or not at adjacent heights. */
    private int whole(FakeDisk disk, long seed) {
        Map<String, List<Long>> heights = new TreeMap<>();
        byte[] ledger = disk.contents().getOrDefault(Layout.LEDGER, new byte[0]);
        new String(ledger, StandardCharsets.UTF_8)
                .lines()
                .map(Json::ofCanonical)
                .forEach(block -> {
                    String correlation =
                            block.member("data").member("correlation_id").string();
                    heights.computeIfAbsent(correlation, none -> new ArrayList<>())
                            .add(block.member("height").height());
                });
        heights.forEach((correlation, found) -> {
            assertEquals(sent.get(correlation), found.size(), "seed " + seed + ", " + correlation);
            assertEquals(found.get(0) + found.size() - 1, found.get(found.size() - 1), "seed " + seed);
        });
        return heights.size();
    }
}
