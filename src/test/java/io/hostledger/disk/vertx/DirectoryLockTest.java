package io.hostledger.disk.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    Path root;

    @Test
    void theSameProcessCannotLockTwice() throws IOException {
        try (DirectoryLock lock = DirectoryLock.acquire(root)) {
            assertEquals(
                    "the data directory is in use by this process already",
                    assertThrows(
                                    IOException.class,
                                    () -> DirectoryLock.acquire(root.resolve("../" + root.getFileName())))
                            .getMessage());
        }
    }

    @Test
    void anotherProcessIsToldWhoHoldsTheLock() throws IOException, InterruptedException {
        try (DirectoryLock lock = DirectoryLock.acquire(root)) {
            // A vain try of this process must not let go of the lock.
            assertThrows(IOException.class, () -> DirectoryLock.acquire(root));
            assertEquals(
                    "the data directory is in use by another process (pid "
                            + ProcessHandle.current().pid() + ")",
                    lockInAnotherProcess());
        }
        assertEquals("locked", lockInAnotherProcess());
    }

    @Test
    void theLockCanBeTakenAgainWhenItWasLetGo() throws IOException {
        DirectoryLock.acquire(root).close();
        DirectoryLock first = DirectoryLock.acquire(root);
        first.close();
        DirectoryLock second = DirectoryLock.acquire(root);
        first.close();
        assertThrows(IOException.class, () -> DirectoryLock.acquire(root));
        second.close();
    }

    @Test
    void aMissingDirectoryIsMade() throws IOException {
        DirectoryLock.acquire(root.resolve("not/yet")).close();
        assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(root.resolve("not/yet/LOCK")));
    }

    @Test
    void aLinkIsNotLocked() throws IOException {
        Files.writeString(root.resolve("elsewhere"), "precious");
        Files.createSymbolicLink(root.resolve("LOCK"), root.resolve("elsewhere"));
        String message = assertThrows(IOException.class, () -> DirectoryLock.acquire(root))
                .getMessage();
        assertFalse(message.contains(root.toString()), message);
        assertEquals("precious", Files.readString(root.resolve("elsewhere")));
        Files.delete(root.resolve("LOCK"));
        DirectoryLock.acquire(root).close();
    }

    private String lockInAnotherProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }

    /** Tries to lock the directory named by its argument, and says what came of it. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] arguments) {
            try (DirectoryLock lock = DirectoryLock.acquire(Path.of(arguments[0]))) {
                System.out.print("locked");
            } catch (IOException e) {
                System.out.print(e.getMessage());
            }
        }
    }
}
