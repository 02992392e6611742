package io.hostledger.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hostledger.disk.Files.Entry;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Files.Type;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
    @TempDir
    Path root;

    @Test
    void aReaderThatIsInterruptedDoesNotCloseTheFileForOthers() throws Exception {
        java.nio.file.Files.writeString(root.resolve("a"), "text");
        try (OpenFile file = new LocalFiles(root).open("a")) {
            CompletableFuture<Throwable> interrupted = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                Thread.currentThread().interrupt();
                interrupted.complete(assertThrows(IOException.class, () -> file.read(0, new byte[4], 0, 4)));
            });
            assertFalse(interrupted.get().getMessage().contains(root.toString()));
            byte[] buffer = new byte[4];
            assertEquals(4, file.read(0, buffer, 0, 4));
            assertEquals("text", new String(buffer, UTF_8));
        }
    }

    @Test
    void anInterruptedReaderDoesNotLeadOthersToAnotherFile() throws Exception {
        java.nio.file.Files.writeString(root.resolve("a"), "text");
        try (OpenFile file = new LocalFiles(root).open("a")) {
            java.nio.file.Files.move(root.resolve("a"), root.resolve("b"));
            java.nio.file.Files.writeString(root.resolve("a"), "other");
            Thread reader = Thread.ofPlatform().start(() -> {
                Thread.currentThread().interrupt();
                assertThrows(IOException.class, file::size);
            });
            reader.join();
            assertEquals(
                    "a was replaced while it was read",
                    assertThrows(IOException.class, file::size).getMessage());
        }
    }

    @Test
    void aClosedFileIsNotReopened() throws IOException {
        java.nio.file.Files.writeString(root.resolve("a"), "text");
        OpenFile file = new LocalFiles(root).open("a");
        file.close();
        file.close();
        assertEquals(
                "a is no longer open",
                assertThrows(IOException.class, file::size).getMessage());
    }

    @Test
    void theDirectoryItselfMayBeReachedThroughALink() throws IOException {
        java.nio.file.Files.createDirectory(root.resolve("real"));
        java.nio.file.Files.writeString(root.resolve("real/a"), "text");
        java.nio.file.Files.createSymbolicLink(root.resolve("link"), root.resolve("real"));
        LocalFiles files = new LocalFiles(root.resolve("link"));
        assertEquals(1, files.list("").size());
        assertEquals(4, files.size("a"));
    }

    @Test
    void aNameThatIsNotAsciiIsNoneOfOurs() throws Exception {
        Process made = new ProcessBuilder("sh", "-c", "mkdir \"$(printf '\\377')\" && touch \"$(printf '\\303\\244')\"")
                .directory(root.toFile())
                .start();
        assumeTrue(made.waitFor() == 0, "a file system that takes any name");
        List<Entry> entries = new LocalFiles(root).list("");
        assertEquals(
                List.of(Type.OTHER, Type.OTHER),
                entries.stream().map(Entry::type).toList());
    }

    @Test
    void aFullDiskIsSaidToBeOne() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(java.nio.file.Files.exists(full), "a device that is always full");
        try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE)) {
            IOException fault = assertThrows(IOException.class, () -> channel.write(ByteBuffer.allocate(1)));
            IOException told = assertInstanceOf(NoSpace.class, Faults.at("x/a", fault));
            assertEquals("x/a: " + fault.getMessage(), told.getMessage());
        }
    }

    @Test
    void aUsedUpQuotaIsAFullDisk() {
        assertInstanceOf(NoSpace.class, Faults.at("a", new IOException("Disk quota exceeded")));
        assertInstanceOf(
                NoSpace.class,
                Faults.at("a", new java.nio.file.FileSystemException("/abs/a", null, "No space left on device")));
        assertFalse(Faults.at("a", new IOException("Input/output error")) instanceof NoSpace);
    }
}
