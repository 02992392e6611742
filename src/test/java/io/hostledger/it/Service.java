package io.hostledger.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged program as a process of its own, on free ports: the jar, or the native executable where
 * the system property {@code native.image.path} names one.
 */
public final class Service implements AutoCloseable {
    private static final Pattern API = Pattern.compile("Listening on: (http://[^ ]+:\\d+)");
    private static final Pattern MANAGEMENT = Pattern.compile("Management interface listening on (http://[^ ]+:\\d+)");
    private static final String EXECUTABLE = System.getProperty("native.image.path");
    private static final List<String> PORTS = List.of("quarkus.http.port=0", "quarkus.management.port=0");
    private static final long SECONDS = 60;

    private final Process process;
    private final Path log;

    private Service(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param options each {@code key=value}, of configuration; or an option of the virtual machine, {@code -Xmx64m}
     */
    public static Service start(Path dataDir, String... options) throws IOException, InterruptedException {
        return launch(dataDir, options).listening();
    }

    /** Waits until it listens. */
    public Service listening() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!MANAGEMENT.matcher(log()).find()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                String told = log();
                close();
                throw new IOException("the service did not start:\n" + told);
            }
        }
        return this;
    }

    /** Starts it and does not wait, for a start that is to be refused. */
    public static Service launch(Path dataDir, String... options) throws IOException {
        List<String> all = new ArrayList<>(PORTS);
        all.add("hostledger.data-dir=" + dataDir);
        all.addAll(List.of(options));
        return launch(Map.of(), all);
    }

    /**
     * Starts it and does not wait.
     *
     * @param environment beside this process's
     * @param options each {@code key=value}, of configuration
     */
    static Service launch(Map<String, String> environment, List<String> options) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command(options.stream()
                .map(option -> option.startsWith("-") ? option : "-D" + option)
                .toList()));
        process.environment().putAll(environment);
        return launch(process);
    }

    /** Starts a process that is the service, or becomes it, and does not wait. */
    public static Service launch(ProcessBuilder process) throws IOException {
        Path log = Files.createTempFile("hostledger", ".log");
        return new Service(
                process.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    /**
     * How the packaged program is called.
     *
     * @param options that go before its arguments, as {@code -Dkey=value}; those of a JVM's own only where {@link #isNative} says no
     */
    public static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(
                isNative()
                        ? EXECUTABLE
                        : Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString());
        command.addAll(options);
        if (!isNative()) {
            command.addAll(
                    List.of("-jar", System.getProperty("hostledger.runner", "target/quarkus-app/quarkus-run.jar")));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** Whether it is the executable that is tested, and not the jar. */
    public static boolean isNative() {
        return EXECUTABLE != null;
    }

    /** Where the API is, without a slash at the end. */
    public URI api() throws IOException {
        return address(API);
    }

    /** Where the probes and metrics are, without a slash at the end. */
    public URI management() throws IOException {
        return address(MANAGEMENT);
    }

    private URI address(Pattern line) throws IOException {
        Matcher found = line.matcher(log());
        if (!found.find()) {
            throw new IOException("the service does not listen:\n" + log());
        }
        return URI.create(found.group(1));
    }

    /** All that it has written to standard output and standard error. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    public long pid() {
        return process.pid();
    }

    /** Asks it to end, and waits; its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** Kills it, as a crash does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Waits until it has ended. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the service did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        Files.deleteIfExists(log);
    }
}
