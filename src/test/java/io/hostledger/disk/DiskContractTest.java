package io.hostledger.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.disk.Disk.Append;
import io.hostledger.disk.Disk.SyncedFile;
import io.hostledger.disk.Files.Entry;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Files.Type;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What every {@link Disk} does, as far as it shows without a loss of power. */
public abstract class DiskContractTest {
    /** The disk under test, on an empty data directory; the same one within a test. */
    protected abstract Disk disk();

    /** Puts a link at a path of which the folder is there. */
    protected abstract void link(String path, String target) throws IOException;

    @Test
    void appendedBytesAreReadBack() throws IOException {
        append("a.jsonl", 0, "one\n");
        append("a.jsonl", 4, "two\n");
        assertEquals("one\ntwo\n", text("a.jsonl"));
        assertEquals(8, disk().files().size("a.jsonl"));
    }

    @Test
    void appendsOfOneCallAreMadeInTheirOrder() throws IOException {
        done(disk().append(List.of(
                appendOf("a", 0, "1"), appendOf("a", 1, "2"), appendOf("b", 0, "3"), appendOf("a", 2, "4"))));
        assertEquals("124", text("a"));
        assertEquals("3", text("b"));
    }

    @Test
    void adjoiningAndDistantRangesOfOneArrayBothWork() throws IOException {
        byte[] bytes = "one-two-three".getBytes(UTF_8);
        done(disk().append(List.of(
                new Append("a", 0, bytes, 0, 3), new Append("a", 3, bytes, 3, 7), new Append("a", 7, bytes, 8, 13))));
        assertEquals("one-twothree", text("a"));
    }

    @Test
    void anAppendMakesItsFolders() throws IOException {
        append("x/y/z/a.jsonl", 0, "one");
        assertEquals("one", text("x/y/z/a.jsonl"));
        assertEquals(List.of(new Entry("y", Type.FOLDER)), disk().files().list("x"));
    }

    @Test
    void anAppendBehindOrBeforeTheEndIsRefusedAndSaysWhy() throws IOException {
        append("x/a", 0, "12345");
        for (long offset : new long[] {0, 3, 6}) {
            IOException fault = fault(disk().append(List.of(appendOf("x/a", offset, "6"))));
            assertTrue(fault.getMessage().startsWith("x/a"), fault::getMessage);
            assertTrue(fault.getMessage().contains("byte " + offset), fault::getMessage);
            assertTrue(fault.getMessage().contains("byte 5"), fault::getMessage);
        }
        assertEquals("12345", text("x/a"));
    }

    @Test
    void aFileThatIsMissingIsNotMadeButAtOffsetZero() throws IOException {
        assertInstanceOf(NoSuchFileException.class, fault(disk().append(List.of(appendOf("a", 3, "x")))));
        assertFalse(disk().files().exists("a"));
    }

    @Test
    void anAppendAfterAFailedOneIsNotMade() throws IOException {
        fault(disk().append(List.of(appendOf("a", 0, "1"), appendOf("b", 7, "2"), appendOf("c", 0, "3"))));
        assertEquals("1", text("a"));
        assertFalse(disk().files().exists("c"));
    }

    @Test
    void anAppendThatFailedCanBeMadeAgain() throws IOException {
        fault(disk().append(List.of(appendOf("a", 1, "2"))));
        append("a", 0, "1");
        append("a", 1, "2");
        assertEquals("12", text("a"));
    }

    @Test
    void anEmptyAppendMakesAnEmptyFile() throws IOException {
        append("a", 0, "");
        assertEquals(0, disk().files().size("a"));
    }

    @Test
    void manyAppendsSideBySideAllArrive() throws IOException {
        List<CompletionStage<Void>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(disk().append(List.of(appendOf("d" + i % 7 + "/f" + i, 0, "file " + i))));
        }
        all.forEach(DiskContractTest::done);
        for (int i = 0; i < 200; i++) {
            assertEquals("file " + i, text("d" + i % 7 + "/f" + i));
        }
    }

    @Test
    void aLargeAppendArrivesWhole() throws IOException {
        byte[] large = new byte[5_000_003];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 + i / 251);
        }
        done(disk().append(List.of(new Append("large", 0, large, 0, large.length))));
        assertArrayEquals(large, bytes("large"));
    }

    @Test
    void linksAreRefused() throws IOException {
        append("f/a", 0, "1");
        link("link", "f/a");
        link("folder", "f");
        fault(disk().append(List.of(appendOf("link", 1, "2"))));
        fault(disk().append(List.of(appendOf("folder/a", 1, "2"))));
        fault(disk().append(List.of(appendOf("folder/new", 0, "2"))));
        fault(disk().overwrite(List.of(appendOf("link", 0, "2"))));
        fault(disk().sync(List.of("link")));
        fault(disk().replace("link", new byte[1]));
        fault(disk().replace("folder/a", new byte[1]));
        fault(disk().delete("link"));
        fault(disk().delete("folder/a"));
        fault(disk().createZeroed("link", 1));
        fault(disk().createZeroed("folder/z", 1));
        fault(disk().createFolder("folder"));
        fault(disk().createFolder("folder/sub"));
        assertThrows(IOException.class, () -> disk().files().size("link"));
        assertThrows(IOException.class, () -> disk().files().open("link"));
        assertThrows(IOException.class, () -> disk().files().read("folder/a", 0, new byte[1], 0, 1));
        assertThrows(IOException.class, () -> disk().files().list("folder"));
        assertTrue(disk().files().exists("link"));
        assertEquals("1", text("f/a"));
    }

    @Test
    void aFolderIsNoFileAndAFileNoFolder() throws IOException {
        append("f/a", 0, "1");
        fault(disk().append(List.of(appendOf("f", 0, "2"))));
        fault(disk().append(List.of(appendOf("f/a/b", 0, "2"))));
        fault(disk().overwrite(List.of(appendOf("f", 0, "2"))));
        fault(disk().delete("f"));
        fault(disk().replace("f", new byte[1]));
        fault(disk().createFolder("f/a"));
        fault(disk().syncFolders(List.of("f/a")));
        fault(disk().sync(List.of("f")));
        assertThrows(IOException.class, () -> disk().files().size("f"));
        assertThrows(IOException.class, () -> disk().files().open("f"));
        assertThrows(IOException.class, () -> disk().files().list("f/a"));
    }

    @Test
    void aListingIsSortedAndTellsTypes() throws IOException {
        append("c", 0, "");
        append("a/x", 0, "");
        append("B", 0, "");
        link("b", "c");
        assertEquals(
                List.of(
                        new Entry("B", Type.REGULAR),
                        new Entry("a", Type.FOLDER),
                        new Entry("b", Type.OTHER),
                        new Entry("c", Type.REGULAR)),
                disk().files().list(""));
    }

    @Test
    void aMissingFolderListsNothing() throws IOException {
        assertEquals(List.of(), disk().files().list("no/such"));
    }

    @Test
    void readsEndWhereTheFileEnds() throws IOException {
        append("a", 0, "12345");
        byte[] buffer = new byte[10];
        assertEquals(3, disk().files().read("a", 2, buffer, 4, 10));
        assertEquals("345", new String(buffer, 4, 3, UTF_8));
        assertEquals(2, disk().files().read("a", 1, buffer, 0, 2));
        assertEquals(0, disk().files().read("a", 5, buffer, 0, 10));
        assertEquals(0, disk().files().read("a", 99, buffer, 0, 10));
        assertEquals(0, disk().files().read("a", 0, buffer, 3, 3));
    }

    @Test
    void whatIsMissingIsSaidToBe() throws IOException {
        assertThrows(NoSuchFileException.class, () -> disk().files().size("a/b"));
        assertThrows(NoSuchFileException.class, () -> disk().files().open("a/b"));
        assertThrows(NoSuchFileException.class, () -> disk().files().read("a", 0, new byte[1], 0, 1));
        assertFalse(disk().files().exists("a/b"));
        assertInstanceOf(NoSuchFileException.class, fault(disk().sync(List.of("a"))));
        assertInstanceOf(NoSuchFileException.class, fault(disk().syncFolders(List.of("a"))));
        assertInstanceOf(NoSuchFileException.class, fault(disk().overwrite(List.of(appendOf("a", 1, "2")))));
        assertInstanceOf(NoSuchFileException.class, fault(disk().replace("no/a", new byte[1])));
        assertInstanceOf(NoSuchFileException.class, fault(disk().createZeroed("no/a", 1)));
    }

    @Test
    void anOpenFileSeesWhatIsAppendedLater() throws IOException {
        append("a", 0, "1");
        try (OpenFile file = disk().files().open("a")) {
            append("a", 1, "2");
            byte[] buffer = new byte[2];
            assertEquals(2, file.size());
            assertEquals(2, file.read(0, buffer, 0, 2));
            assertEquals("12", new String(buffer, UTF_8));
        }
    }

    @Test
    void overwriteWritesOverWhatStandsThereAndGoesOnBehindIt() throws IOException {
        append("a", 0, "12345");
        done(disk().overwrite(List.of(appendOf("a", 1, "xy"), appendOf("a", 4, "zz"), appendOf("b", 0, "new"))));
        assertEquals("1xy4zz", text("a"));
        assertEquals("new", text("b"));
        append("a", 6, "!");
        assertEquals("1xy4zz!", text("a"));
    }

    @Test
    void overwriteLeavesNoHole() throws IOException {
        append("a", 0, "12345");
        IOException fault = fault(disk().overwrite(List.of(appendOf("a", 6, "x"))));
        assertTrue(fault.getMessage().contains("byte 6"), fault::getMessage);
        assertEquals("12345", text("a"));
    }

    @Test
    void syncsOfWhatIsThereSucceed() throws IOException {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            append("d/e" + i % 3 + "/f" + i, 0, "1");
            paths.add("d/e" + i % 3 + "/f" + i);
        }
        done(disk().sync(paths));
        done(disk().sync(List.of()));
        done(disk().syncFolders(List.of("d/e0", "d/e1", "d/e2", "d", "")));
    }

    @Test
    void oneFailedSyncFailsThemAll() throws IOException {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            append("f" + i, 0, "1");
            paths.add("f" + i);
        }
        paths.add(25, "missing");
        assertInstanceOf(NoSuchFileException.class, fault(disk().sync(paths)));
    }

    @Test
    void foldersAreMadeWithThoseAboveThem() throws IOException {
        done(disk().createFolder("a/b/c"));
        done(disk().createFolder("a/b/c"));
        done(disk().createFolder(""));
        assertEquals(List.of(new Entry("c", Type.FOLDER)), disk().files().list("a/b"));
    }

    @Test
    void replaceWritesAWholeFileAndLeavesNothingBeside() throws IOException {
        append("d/a", 0, "old and long");
        done(disk().replace("d/a", "new".getBytes(UTF_8)));
        done(disk().replace("d/b", "fresh".getBytes(UTF_8)));
        assertEquals("new", text("d/a"));
        assertEquals("fresh", text("d/b"));
        assertEquals(2, disk().files().list("d").size());
        append("d/a", 3, "er");
        assertEquals("newer", text("d/a"));
        done(disk().sync(List.of("d/a")));
    }

    @Test
    void aDeletedFileIsGoneAndCanBeMadeAgain() throws IOException {
        append("d/a", 0, "old");
        done(disk().delete("d/a"));
        done(disk().delete("d/a"));
        done(disk().delete("no/such"));
        assertFalse(disk().files().exists("d/a"));
        append("d/a", 0, "new");
        done(disk().sync(List.of("d/a")));
        assertEquals("new", text("d/a"));
    }

    @Test
    void aZeroedFileIsZerosThenWhatIsWritten() throws IOException {
        done(disk().createFolder("journal"));
        SyncedFile file = done(disk().createZeroed("journal/1", 3_000_000));
        assertArrayEquals(new byte[3_000_000], bytes("journal/1"));
        byte[] bytes = "..record..".getBytes(UTF_8);
        done(file.write(100, bytes, 2, 8));
        done(file.write(2_999_998, bytes, 0, 2));
        done(file.write(5, bytes, 3, 3));
        byte[] expected = new byte[3_000_000];
        System.arraycopy(bytes, 2, expected, 100, 6);
        System.arraycopy(bytes, 0, expected, 2_999_998, 2);
        assertArrayEquals(expected, bytes("journal/1"));
        done(file.close());
        done(file.close());
        fault(file.write(0, bytes, 0, 1));
    }

    @Test
    void aZeroedFileIsNeverMadeTwice() throws IOException {
        done(done(disk().createZeroed("j", 10)).close());
        fault(disk().createZeroed("j", 10));
        assertEquals(10, disk().files().size("j"));
    }

    @Test
    void writesOfAZeroedFileMayOverlapInTime() throws IOException {
        SyncedFile file = done(disk().createZeroed("j", 64));
        List<CompletionStage<Void>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            all.add(file.write(i, new byte[] {(byte) ('a' + i % 26)}, 0, 1));
        }
        CompletionStage<Void> closed = file.close();
        all.forEach(DiskContractTest::done);
        done(closed);
        assertTrue(text("j").startsWith("abcdefghijklmnopqrstuvwxyzabcd"));
    }

    @Test
    void aWriteMustLieWithinTheZeroedFile() {
        SyncedFile file = done(disk().createZeroed("j", 10));
        assertThrows(IndexOutOfBoundsException.class, () -> file.write(8, new byte[3], 0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> file.write(-1, new byte[3], 0, 3));
        done(file.close());
    }

    @Test
    void freeSpaceIsTold() {
        assertTrue(done(disk().freeSpace()) > 0);
    }

    @Test
    void pathsThatLeadOutAreRefused() {
        for (String path : List.of("../a", "/etc/passwd", "a//b", "a/./b", "a/../../b", "a/")) {
            assertThrows(IllegalArgumentException.class, () -> disk().files().exists(path), path);
            assertInstanceOf(
                    IllegalArgumentException.class,
                    assertThrows(CompletionException.class, () -> done(disk().append(List.of(appendOf(path, 0, "1")))))
                            .getCause(),
                    path);
        }
    }

    protected final void append(String path, long offset, String text) {
        done(disk().append(List.of(appendOf(path, offset, text))));
    }

    protected static Append appendOf(String path, long offset, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Append(path, offset, bytes, 0, bytes.length);
    }

    protected final String text(String path) throws IOException {
        return new String(bytes(path), UTF_8);
    }

    protected final byte[] bytes(String path) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(disk().files().size(path))];
        assertEquals(bytes.length, disk().files().read(path, 0, bytes, 0, bytes.length));
        return bytes;
    }

    /** What a stage gives; a fault as the cause of a {@link CompletionException}. */
    protected static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** The fault that a stage ends with, told as it is, not wrapped. */
    protected static IOException fault(CompletionStage<?> stage) {
        CompletionStage<Throwable> caught = stage.handle((value, fault) -> {
            if (fault == null) {
                throw new AssertionError("it went well");
            }
            return fault;
        });
        return assertInstanceOf(IOException.class, done(caught));
    }
}
