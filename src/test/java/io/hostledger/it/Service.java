package io.hostledger.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Service service = launch(dataDir, options);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!MANAGEMENT.matcher(service.log()).find()) {
            if (service.process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                service.close();
                throw new IOException("the service did not start:\n" + service.log());
            }
        }
        return service;
    }

    /** Starts it and does not wait, for a start that is to be refused. */
    public static Service launch(Path dataDir, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        String executable = System.getProperty("native.image.path");
        if (executable == null) {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        } else {
            command.add(executable);
        }
        command.add("-Dquarkus.http.port=0");
        command.add("-Dquarkus.management.port=0");
        command.add("-Dhostledger.data-dir=" + dataDir);
        for (String option : options) {
            command.add(option.startsWith("-") ? option : "-D" + option);
        }
        if (executable == null) {
            command.add("-jar");
            command.add(System.getProperty("hostledger.runner", "target/quarkus-app/quarkus-run.jar"));
        }
        Path log = Files.createTempFile("hostledger", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Service(process, log);
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
