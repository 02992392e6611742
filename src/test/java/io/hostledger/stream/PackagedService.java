package io.hostledger.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a process of its own, on a free port. */
final class PackagedService implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://127\\.0\\.0\\.1:(\\d+)");

    final int port;
    private final Process process;
    private final Thread log;

    private PackagedService(Process process, BufferedReader out) throws IOException {
        this.process = process;
        this.port = port(out);
        this.log = Thread.ofVirtual().start(() -> drain(out));
    }

    static PackagedService start(Path dataDir) throws IOException {
        return start(dataDir, 0);
    }

    /**
     * @param port 0 for a free one
     * @param settings each {@code key=value}
     */
    static PackagedService start(Path dataDir, int port, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=0",
                "-Dhostledger.data-dir=" + dataDir));
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.addAll(List.of("-jar", System.getProperty("hostledger.runner")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new PackagedService(process, process.inputReader(StandardCharsets.UTF_8));
    }

    private static int port(BufferedReader out) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher found = LISTENING.matcher(line);
            if (found.find()) {
                return Integer.parseInt(found.group(1));
            }
            all.append(line).append('\n');
        }
        throw new IOException("the service did not start:\n" + all);
    }

    private static void drain(BufferedReader out) {
        try {
            while (out.readLine() != null) {}
        } catch (IOException e) {
            // The process is gone.
        }
    }

    /** Ends it in order. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the service does not stop");
        }
        log.join();
    }

    /** Ends it as a loss of power does, but for the page cache. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        log.join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
