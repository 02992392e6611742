package io.hostledger.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;

/** A small disk in memory, where this runs as root and may mount one. */
final class Tmpfs implements AutoCloseable {
    private final Path path;

    private Tmpfs(Path path) {
        this.path = path;
    }

    /** Mounts one at a folder that is there; where that cannot be, the test is skipped. */
    static Tmpfs mount(Path path, int mebibytes) throws IOException, InterruptedException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount a small disk");
        String size = "size=" + mebibytes + "m";
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", size, "hostledger-test", path.toString()),
                "this machine does not let a small disk be mounted");
        return new Tmpfs(path);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    Path path() {
        return path;
    }

    /** Writes a file of zeros, or more to it, that leaves about so many bytes free. */
    Path fillUpTo(long free) throws IOException {
        Path filler = path.resolve("filler");
        byte[] zeros = new byte[1 << 16];
        try (var out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (Files.getFileStore(path).getUsableSpace() - zeros.length >= free) {
                out.write(zeros);
            }
        }
        return filler;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (!run("umount", path.toString()) && !run("umount", "-l", path.toString())) {
            throw new IOException(path + " is still mounted");
        }
    }
}
