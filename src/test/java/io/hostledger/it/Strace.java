package io.hostledger.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Lets calls of a process to the system fail, where there is {@code strace} and it may attach. */
final class Strace implements AutoCloseable {
    private static final long SECONDS = 20;

    private final Process process;
    private final Path messages;
    private final Path trace;

    private Strace(Process process, Path messages, Path trace) {
        this.process = process;
        this.messages = messages;
        this.trace = trace;
    }

    /**
     * Attaches to a process and all of its threads; returns once calls fail.
     *
     * @param calls those that are written down, with commas between
     * @param inject as {@code strace -e inject=} takes it
     * @param paths the calls of other paths are left alone; none: all calls are meant
     */
    static Strace attach(long pid, Path folder, String calls, String inject, List<Path> paths)
            throws IOException, InterruptedException {
        Path messages = Files.createTempFile(folder, "strace", ".messages");
        Path trace = Files.createTempFile(folder, "strace", ".trace");
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-y", "-s", "8", "-o", trace.toString()));
        command.addAll(List.of("-e", "trace=" + calls, "-e", "inject=" + inject, "-e", "signal=none"));
        for (Path path : paths) {
            command.addAll(List.of("-P", path.toString()));
        }
        command.addAll(List.of("-p", Long.toString(pid)));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(messages.toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("there is no strace here");
            throw e;
        }
        Strace strace = new Strace(process, messages, trace);
        strace.awaitAttached(pid);
        return strace;
    }

    private void awaitAttached(long pid) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!attachedToAll(pid)) {
            boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > end) {
                close();
                Assumptions.abort("strace does not attach: " + Files.readString(messages));
            }
        }
    }

    /** As the kernel tells of each thread. */
    private boolean attachedToAll(long pid) throws IOException {
        try (var tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks) {
                if (!isAttached(task)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isAttached(Path task) throws IOException {
        try {
            return !Files.readString(task.resolve("status")).contains("TracerPid:\t0\n");
        } catch (IOException e) {
            if (Files.exists(task)) {
                throw e;
            }
            return true; // the thread has ended
        }
    }

    /** Detaches, so that nothing fails any more; the calls that were written down, a line each. */
    List<String> detach() throws IOException, InterruptedException {
        process.destroy();
        process.waitFor();
        return Files.readAllLines(trace);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
