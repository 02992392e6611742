package io.hostledger.disk.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hostledger.disk.DataDirectory;
import io.hostledger.disk.Disk.Append;
import io.hostledger.disk.Disk.SyncedFile;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is of a real disk alone. */
class VertxDiskTest {
    private static final int MAX_OPEN_FILES = 16;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static Vertx vertx;

    @TempDir
    Path root;

    private VertxDisk disk;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        done(vertx.close().toCompletionStage());
    }

    @BeforeEach
    void makeDisk() {
        disk = new VertxDisk(vertx, root, MAX_OPEN_FILES);
    }

    @AfterEach
    void closeDisk() {
        done(disk.close());
    }

    @Test
    void noMoreFilesAreKeptOpenThanTheBound() throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "open files are counted in /proc");
        List<String> paths = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            List<Append> appends = new ArrayList<>();
            for (int i = 0; i < (round == 0 ? 2_000 : 200); i++) {
                appends.add(appendOf("d" + i % 10 + "/f" + i, round, "x"));
                paths.add("d" + i % 10 + "/f" + i);
            }
            List<CompletionStage<Void>> all = new ArrayList<>();
            for (int from = 0; from < appends.size(); from += 100) {
                all.add(disk.append(appends.subList(from, from + 100)));
            }
            all.forEach(VertxDiskTest::done);
            assertTrue(openFilesBelowRoot() <= MAX_OPEN_FILES, "after appends: " + openFilesBelowRoot());
        }
        done(disk.sync(paths.subList(0, 100)));
        assertTrue(openFilesBelowRoot() <= MAX_OPEN_FILES, "after syncs: " + openFilesBelowRoot());
        assertEquals(1, Files.size(root.resolve("d9/f1999")));
        assertEquals(2, Files.size(root.resolve("d9/f199")));
    }

    @Test
    void closingTheDiskClosesItsFiles() throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "open files are counted in /proc");
        append("a", 0, "1");
        assertEquals(1, openFilesBelowRoot());
        done(disk.close());
        assertEquals(0, openFilesBelowRoot());
        assertInstanceOf(IOException.class, fault(disk.append(List.of(appendOf("a", 1, "2")))));
        makeDisk();
    }

    @Test
    void aCallAfterVertxWasClosedFails() {
        Vertx other = Vertx.vertx();
        VertxDisk late = new VertxDisk(other, root, MAX_OPEN_FILES);
        done(other.close().toCompletionStage());
        assertInstanceOf(IOException.class, fault(late.append(List.of(appendOf("a", 0, "1")))));
        assertInstanceOf(IOException.class, fault(late.sync(List.of("a"))));
    }

    @Test
    void aSyncFailsIfTheFileWasReplacedWhileItWasWritten() throws IOException {
        append("a", 0, "1");
        Files.move(root.resolve("a"), root.resolve("b"));
        Files.writeString(root.resolve("a"), "1");
        append("a", 1, "2");
        assertEquals(
                "a was removed or replaced while it was written",
                fault(disk.sync(List.of("a"))).getMessage());
        append("a", 1, "3");
        done(disk.sync(List.of("a")));
        assertEquals("13", Files.readString(root.resolve("a")));
    }

    @Test
    void aSyncFailsIfTheFileWasRemovedAndIsNoLongerOpen() throws IOException {
        append("a", 0, "1");
        Files.delete(root.resolve("a"));
        for (int i = 0; i < MAX_OPEN_FILES; i++) {
            append("other" + i, 0, "x");
        }
        Files.writeString(root.resolve("a"), "");
        assertEquals(
                "a was removed or replaced while it was written",
                fault(disk.sync(List.of("a"))).getMessage());
    }

    @Test
    void aFileThatWasRemovedIsMadeAgainOnceASyncSaidSo() throws IOException {
        append("a", 0, "1");
        Files.delete(root.resolve("a"));
        fault(disk.sync(List.of("a")));
        append("a", 0, "again");
        assertEquals("again", Files.readString(root.resolve("a")));
    }

    @Test
    void noMessageTellsWhereTheDirectoryIs() throws IOException {
        Files.createDirectories(root.resolve("d/sub"));
        Files.createSymbolicLink(root.resolve("l"), root);
        List<CompletionStage<?>> all = List.of(
                disk.append(List.of(appendOf("missing", 1, "x"))),
                disk.append(List.of(appendOf("l", 0, "x"))),
                disk.append(List.of(appendOf("l/x", 0, "x"))),
                disk.append(List.of(appendOf("x".repeat(300), 0, "x"))),
                disk.sync(List.of("missing")),
                disk.syncFolders(List.of("missing", "l")),
                disk.createFolder("l/x"),
                disk.createFolder("x".repeat(300)),
                disk.replace("no/such", new byte[1]),
                disk.replace("d", new byte[1]),
                disk.replace("x".repeat(252), new byte[1]),
                disk.delete("d"),
                disk.createZeroed("d", 1),
                disk.createZeroed("no/such", 1));
        for (CompletionStage<?> each : all) {
            for (Throwable fault = fault(each); fault != null; fault = fault.getCause()) {
                assertNotNull(fault.getMessage());
                assertFalse(fault.getMessage().contains(root.toString()), fault::getMessage);
            }
        }
    }

    @Test
    void aPipeIsRefusedAndNotWaitedFor() throws IOException, InterruptedException {
        int made = -1;
        try {
            made = new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // Skipped below.
        }
        assumeTrue(made == 0, "mkfifo makes the pipe");
        assertEquals(
                "pipe is not a regular file",
                fault(disk.append(List.of(appendOf("pipe", 0, "x")))).getMessage());
        assertThrows(IOException.class, () -> disk.files().open("pipe"));
    }

    @Test
    void aSyncedWriteBehindTheEndOfItsFileSaysSo() {
        SyncedFile file = done(disk.createZeroed("j", 10));
        done(file.close());
        assertEquals(
                "j is no longer open", fault(file.write(0, new byte[10], 0, 10)).getMessage());
    }

    /** More than is left to one sync; whether it is synced ahead or not, nothing of it is lost. */
    @Test
    void whatIsSyncedAheadIsAppendedToAndSyncedAsAnyOther() throws IOException {
        byte[] much = new byte[(1 << 20) + 1];
        for (int i = 0; i < 4; i++) {
            done(disk.append(List.of(new Append("much", (long) i * much.length, much, 0, much.length))));
        }
        done(disk.sync(List.of("much")));
        assertEquals(4L * much.length, Files.size(root.resolve("much")));
    }

    @Test
    void aFileAsksForOneSyncAtATimeOfWhatWasWrittenSinceTheLast() throws IOException {
        OpenChannels channels = new OpenChannels(new DataDirectory(root), 4);
        channels.on("a", target -> {
            target.append(0, ByteBuffer.allocate(7));
            assertFalse(target.asksForSync(8));
            target.append(7, ByteBuffer.allocate(1));
            assertTrue(target.asksForSync(8));
            target.append(8, ByteBuffer.allocate(8));
            assertFalse(target.asksForSync(8), "one is on its way");
        });
        channels.syncAhead("a");
        channels.on("a", target -> {
            assertFalse(target.asksForSync(8), "all is synced");
            target.append(16, ByteBuffer.allocate(8));
            assertTrue(target.asksForSync(8));
        });
        channels.sync("a");
        channels.close();
    }

    @Test
    void aSyncAheadThatFailsFailsTheNextSyncOnce() throws IOException {
        append("a", 0, "x");
        OpenChannels channels = new OpenChannels(new DataDirectory(root), 4);
        channels.on("a", target -> target.append(1, ByteBuffer.wrap(new byte[] {'y'})));
        Files.delete(root.resolve("a"));
        channels.syncAhead("a");
        channels.syncAhead("a");
        String gone = assertThrows(IOException.class, () -> channels.sync("a")).getMessage();
        assertEquals("a was removed or replaced while it was written", gone);
        Files.writeString(root.resolve("a"), "xy");
        channels.sync("a");
        channels.close();
    }

    @Test
    void aSyncedWriteThatFailsSaysSoAndItsFileCanStillBeClosed() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "a device that is always full");
        SyncedFile file = new ZeroedFile(
                "j",
                10,
                FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE),
                new Hops(vertx, "full-test", 1));
        assertInstanceOf(io.hostledger.disk.NoSpace.class, fault(file.write(0, new byte[10], 0, 10)));
        done(file.close());
        done(file.close());
    }

    private long openFilesBelowRoot() throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.filter(each -> {
                        try {
                            return Files.readSymbolicLink(each).startsWith(root);
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    private void append(String path, long offset, String text) {
        done(disk.append(List.of(appendOf(path, offset, text))));
    }

    private static Append appendOf(String path, long offset, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Append(path, offset, bytes, 0, bytes.length);
    }

    private static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static Throwable fault(CompletionStage<?> stage) {
        return assertThrows(CompletionException.class, () -> done(stage)).getCause();
    }
}
