package io.hostledger.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.disk.Disk.Append;
import io.hostledger.disk.Disk.SyncedFile;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Outcomes are collected from many seeds: what must hold holds for all, what may happen happens for one. */
class FakeDiskTest {
    private static final int SEEDS = 400;
    private static final String GONE = "(gone)";

    /** Calls that wait to be run; while a test wants them to. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private boolean wait;
    private final FakeDisk disk = new FakeDisk(call -> {
        if (wait) {
            waiting.add(call);
        } else {
            call.run();
        }
    });

    @Test
    void whatWasSyncedSurvives() {
        append("d/a", 0, "synced");
        sync("d/a", "d", "");
        append("d/a", 6, "?");
        assertTrue(after(FakeDisk::crash, "d/a").stream().allMatch(text -> text.startsWith("synced")));
    }

    @Test
    void unsyncedBytesAreLostKeptTornOrZeros() {
        append("a", 0, "");
        sync("a", "");
        append("a", 0, "unsynced");
        Set<String> left = after(FakeDisk::crash, "a");
        assertTrue(left.containsAll(Set.of("", "unsynced", "uns", "\0\0\0\0\0\0\0\0", "\0\0\0ynced")), left::toString);
    }

    @Test
    void aLaterWriteCanSurviveAnEarlierOne() {
        append("a", 0, "");
        sync("a", "");
        append("a", 0, "one");
        append("a", 3, "two");
        Set<String> left = after(FakeDisk::crash, "a");
        assertTrue(left.containsAll(Set.of("\0\0\0two", "one", "onetwo", "onet")), left::toString);
    }

    @Test
    void aLongWriteIsTornAtSectors() {
        append("a", 0, "");
        sync("a", "");
        append("a", 0, "x".repeat(512) + "y".repeat(512));
        Set<String> left = after(FakeDisk::crash, "a");
        assertTrue(left.contains("\0".repeat(512) + "y".repeat(512)), "the first sector alone was lost");
        assertTrue(left.contains("x".repeat(512) + "\0".repeat(512)), "the second sector alone was lost");
    }

    @Test
    void overwrittenBytesAreOldOrNew() {
        append("a", 0, "oooo");
        sync("a", "");
        done(disk.overwrite(List.of(appendOf("a", 1, "nn"))));
        assertEquals(Set.of("oooo", "onno", "onoo", "oono"), after(FakeDisk::crash, "a"));
    }

    @Test
    void aFileWhoseFolderWasNotSyncedMayVanish() {
        append("a", 0, "1");
        done(disk.sync(List.of("a")));
        assertEquals(Set.of(GONE, "1"), after(FakeDisk::crash, "a"));
    }

    @Test
    void aFolderWhoseNameWasNotSyncedMayVanishWithAllInIt() {
        append("d/e/a", 0, "1");
        sync("d/e/a", "d/e", "");
        assertEquals(Set.of(GONE, "1"), after(FakeDisk::crash, "d/e/a"));
        done(disk.syncFolders(List.of("d")));
        assertEquals(Set.of("1"), after(FakeDisk::crash, "d/e/a"));
    }

    @Test
    void aReplacedFileIsOldOrNewAndWhole() {
        append("a", 0, "old");
        sync("a", "");
        done(disk.replace("a", "new".getBytes(UTF_8)));
        assertEquals(Set.of("old", "new"), after(FakeDisk::crash, "a"));
        assertEquals(Set.of(GONE, "new"), after(FakeDisk::crash, ".a.tmp"));
        done(disk.syncFolders(List.of("")));
        assertEquals(Set.of("new"), after(FakeDisk::crash, "a"));
        assertEquals(Set.of(GONE), after(FakeDisk::crash, ".a.tmp"));
    }

    @Test
    void aDeletedFileMayComeBackUntilItsFolderIsSynced() {
        append("a", 0, "1");
        sync("a", "");
        done(disk.delete("a"));
        assertEquals(Set.of(GONE, "1"), after(FakeDisk::crash, "a"));
        done(disk.syncFolders(List.of("")));
        assertEquals(Set.of(GONE), after(FakeDisk::crash, "a"));
    }

    @Test
    void aSyncedWriteSurvivesAndOneInFlightMayBeTorn() {
        SyncedFile file = zeroed("j", 8);
        done(file.write(0, "done".getBytes(UTF_8), 0, 4));
        wait = true;
        file.write(4, "torn".getBytes(UTF_8), 0, 4);
        Set<String> left = after(FakeDisk::crash, "j");
        assertTrue(left.stream().allMatch(text -> text.startsWith("done") && text.length() == 8), left::toString);
        assertTrue(left.containsAll(Set.of("donetorn", "done\0\0\0\0", "donet\0\0\0")), left::toString);
        assertTrue(left.stream().anyMatch(text -> text.matches("done\0+[orn]+\0*")), "its beginning alone was lost");
    }

    @Test
    void theDeathOfTheProcessKeepsAllThatCompleted() {
        append("d/a", 0, "one");
        done(disk.replace("d/b", "two".getBytes(UTF_8)));
        wait = true;
        disk.append(List.of(appendOf("d/a", 3, "!!"), appendOf("d/c", 0, "3")));
        assertEquals(Set.of("one", "one!", "one!!"), after(FakeDisk::kill, "d/a"));
        assertEquals(Set.of("two"), after(FakeDisk::kill, "d/b"));
        assertEquals(Set.of(GONE, "", "3"), after(FakeDisk::kill, "d/c"));
    }

    @Test
    void whatTheProcessLeftCanStillBeLostWithThePower() {
        append("a", 0, "1");
        FakeDisk next = disk.kill(new Random(1));
        assertTrue(after(next::crash, "a").contains(GONE));
    }

    @Test
    void theSameSeedLeavesTheSame() {
        append("d/a", 0, "12345");
        wait = true;
        disk.append(List.of(appendOf("d/a", 5, "67890")));
        for (int seed = 0; seed < 50; seed++) {
            assertEquals(texts(disk.crash(new Random(seed))), texts(disk.crash(new Random(seed))), "seed " + seed);
        }
    }

    @Test
    void aCrashLeavesThisDiskAsItIs() {
        append("a", 0, "1");
        wait = true;
        disk.append(List.of(appendOf("a", 1, "2")));
        after(FakeDisk::crash, "a");
        assertEquals(Map.of("a", "1"), texts(disk));
        waiting.remove().run();
        assertEquals(Map.of("a", "12"), texts(disk));
    }

    @Test
    void ignoredSyncsKeepNothing() {
        disk.ignoreSyncs("a"::equals);
        append("a", 0, "1");
        append("b", 0, "1");
        sync("a", "");
        sync("b", "");
        assertTrue(after(FakeDisk::crash, "a").contains(""));
        assertEquals(Set.of("1"), after(FakeDisk::crash, "b"));
    }

    @Test
    void ignoredFolderSyncsKeepNoName() {
        disk.ignoreFolderSyncs();
        append("a", 0, "1");
        sync("a", "");
        assertEquals(Set.of(GONE, "1"), after(FakeDisk::crash, "a"));
    }

    /** What is at a path, for each of many seeds. */
    private Set<String> after(BiFunction<FakeDisk, Random, FakeDisk> end, String path) {
        return after(random -> end.apply(disk, random), path);
    }

    private static Set<String> after(Function<Random, FakeDisk> end, String path) {
        Set<String> texts = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            texts.add(texts(end.apply(new Random(seed))).getOrDefault(path, GONE));
        }
        return texts;
    }

    private static Map<String, String> texts(FakeDisk disk) {
        Map<String, String> texts = new TreeMap<>();
        disk.contents().forEach((path, bytes) -> texts.put(path, new String(bytes, UTF_8)));
        return texts;
    }

    private SyncedFile zeroed(String path, long length) {
        SyncedFile file = done(disk.createZeroed(path, length));
        sync(path, "");
        return file;
    }

    private void append(String path, long offset, String text) {
        done(disk.append(List.of(appendOf(path, offset, text))));
    }

    private void sync(String path, String... folders) {
        done(disk.sync(List.of(path)));
        done(disk.syncFolders(List.of(folders)));
    }

    private static Append appendOf(String path, long offset, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Append(path, offset, bytes, 0, bytes.length);
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
