package io.hostledger.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hostledger.disk.Disk.Append;
import io.hostledger.disk.Disk.SyncedFile;
import io.hostledger.disk.FaultyDisk.Call;
import io.hostledger.disk.FaultyDisk.Fate;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyDiskTest {
    private final FakeDisk fake = new FakeDisk(Runnable::run);
    private final FaultyDisk disk = new FaultyDisk(fake, call -> Fate.PASS);

    @Test
    void callsAreNumberedAndNamed() {
        append("a", "1");
        done(disk.sync(List.of("a")));
        done(disk.freeSpace());
        SyncedFile file = done(disk.createZeroed("j", 4));
        done(file.write(0, new byte[4], 0, 4));
        assertEquals(
                List.of(
                        new Call(0, "append", "a"),
                        new Call(1, "sync", "a"),
                        new Call(2, "createZeroed", "j"),
                        new Call(3, "write", "j")),
                disk.calls());
    }

    @Test
    void aCallThatFailsBeforeDidNothing() {
        disk.setScript(call -> Fate.FAIL_BEFORE);
        assertInstanceOf(IOException.class, fault(() -> append("a", "1")));
        assertEquals(Set.of(), fake.contents().keySet());
    }

    @Test
    void aCallThatFailsAfterDidItAll() {
        disk.setScript(call -> Fate.FAIL_AFTER);
        fault(() -> append("a", "1"));
        assertArrayEquals("1".getBytes(UTF_8), fake.contents().get("a"));
    }

    @Test
    void anAppendThatFailsHalfwayTearsALine() {
        disk.setScript(call -> Fate.NO_SPACE_HALFWAY);
        byte[] bytes = "line 1\nline 2\n".getBytes(UTF_8);
        List<Append> appends = List.of(new Append("a", 0, bytes, 0, 4), new Append("b", 0, bytes, 4, bytes.length));
        assertInstanceOf(NoSpace.class, fault(() -> done(disk.append(appends))));
        assertArrayEquals("line".getBytes(UTF_8), fake.contents().get("a"));
        assertArrayEquals(" 1\n".getBytes(UTF_8), fake.contents().get("b"));
    }

    @Test
    void aSyncedWriteCanFailHalfway() {
        SyncedFile file = done(disk.createZeroed("j", 4));
        disk.setScript(call -> Fate.FAIL_HALFWAY);
        fault(() -> done(file.write(0, new byte[] {1, 1, 1, 1}, 0, 4)));
        assertArrayEquals(new byte[] {1, 1, 0, 0}, fake.contents().get("j"));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL_BEFORE", "FAIL_UNSYNCED", "NO_SPACE"})
    void aSecondSyncProvesNothingOfWhatTheFirstFailedToKeep(Fate fate) {
        append("a", "1");
        done(disk.sync(List.of("a")));
        done(disk.syncFolders(List.of("")));
        done(disk.append(List.of(new Append("a", 1, "2".getBytes(UTF_8), 0, 1))));
        disk.setScript(call -> fate);
        fault(() -> done(disk.sync(List.of("a"))));
        disk.setScript(call -> Fate.PASS);
        done(disk.sync(List.of("a")));
        assertArrayEquals("12".getBytes(UTF_8), fake.contents().get("a"));
        assertArrayEquals("1".getBytes(UTF_8), afterPowerLoss("a"));

        done(disk.overwrite(List.of(new Append("a", 1, "2".getBytes(UTF_8), 0, 1))));
        done(disk.sync(List.of("a")));
        assertArrayEquals("12".getBytes(UTF_8), afterPowerLoss("a"));
    }

    @Test
    void aSyncedWriteCanBeSeenAndNotSynced() {
        SyncedFile file = done(disk.createZeroed("j", 2));
        done(disk.syncFolders(List.of("")));
        disk.setScript(call -> Fate.FAIL_UNSYNCED);
        fault(() -> done(file.write(0, new byte[] {1, 1}, 0, 2)));
        assertArrayEquals(new byte[] {1, 1}, fake.contents().get("j"));
        assertArrayEquals(new byte[2], afterPowerLoss("j"));
    }

    private byte[] afterPowerLoss(String path) {
        return fake.crash(new Random(1)).contents().get(path);
    }

    private void append(String path, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        done(disk.append(List.of(new Append(path, 0, bytes, 0, bytes.length))));
    }

    private static Throwable fault(Runnable call) {
        return assertThrows(CompletionException.class, call::run).getCause();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
