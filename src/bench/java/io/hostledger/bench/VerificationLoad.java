package io.hostledger.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verification over HTTP, of a service on a ledger that MakeLedger has made: how long one element takes, and
 * what a verification of everything takes from writers at half of their full rate.
 * {@code <port> <elements> <writers>}.
 */
public final class VerificationLoad {
    private static final int ROUNDS = 3_000;
    private static final long SECOND = 1_000_000_000;

    private final int port;
    private final int elements;
    private final int writers;
    private final AtomicLong written = new AtomicLong();
    /** Nanoseconds from one change of a writer to its next; 0: at full rate. */
    private volatile long pause;

    private volatile boolean writing = true;

    private VerificationLoad(String[] args) {
        port = Integer.parseInt(args[0]);
        elements = Integer.parseInt(args[1]);
        writers = Integer.parseInt(args[2]);
    }

    public static void main(String[] args) throws Exception {
        new VerificationLoad(args).run();
    }

    private void run() throws Exception {
        try (Connection connection = new Connection(port)) {
            oneElement(connection);
            everything(connection);
        }
    }

    private void oneElement(Connection connection) throws IOException {
        Random random = new Random(1);
        long[] nanos = new long[ROUNDS];
        for (int i = -ROUNDS; i < ROUNDS; i++) {
            int element = random.nextInt(elements);
            String id = (element % 2 == 0 ? "interface:vi" : "service:worker-") + element;
            long began = System.nanoTime();
            connection.get("/v1/elements/" + id + "/verification");
            nanos[Math.max(0, i)] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        row("one element, ms at the median", nanos[ROUNDS / 2] / 1e6);
        row("one element, ms at p99", nanos[ROUNDS * 99 / 100] / 1e6);
    }

    private void everything(Connection connection) throws Exception {
        for (int i = 0; i < writers; i++) {
            int writer = i;
            Thread.ofPlatform().daemon().start(() -> write(writer));
        }
        rate(10);
        double full = rate(5);
        row("changes/s of " + writers + " writers, full rate", full);
        pause = (long) (writers * SECOND / (full / 2));
        rate(1);
        double half = rate(5);
        row("changes/s at half of it", half);
        long before = written.get();
        long began = System.nanoTime();
        String report = connection.get("/v1/verification");
        double seconds = (System.nanoTime() - began) / 1e9;
        double beside = (written.get() - before) / seconds;
        row("changes/s meanwhile, beside a verification of everything", beside);
        row("what it takes of them, %", 100 * (1 - beside / half));
        row(
                "blocks/s of that verification",
                (number(report, "central_blocks") + number(report, "element_blocks")) / seconds);
        writing = false;
        if (!report.startsWith("{\"intact\":true")) {
            throw new IOException(report);
        }
    }

    private double rate(int seconds) throws InterruptedException {
        long before = written.get();
        long began = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        return (written.get() - before) * 1e9 / (System.nanoTime() - began);
    }

    private void write(int writer) {
        try (Connection connection = new Connection(port)) {
            long due = System.nanoTime();
            for (int n = 0; writing; n++) {
                connection.change("{\"element_id\":\"port:load-" + writer + "-" + n % 16
                        + "\",\"actor\":\"load\",\"state\":{\"n\":" + n + ",\"pad\":\"" + "x".repeat(200) + "\"}}");
                written.incrementAndGet();
                long wait = pause;
                if (wait > 0) {
                    // A writer that was held up catches up, a little.
                    due = Math.max(due, System.nanoTime() - 10 * wait) + wait;
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        } catch (IOException e) {
            System.err.println("a writer ends: " + e);
        }
    }

    private static long number(String json, String member) {
        Matcher matcher = Pattern.compile("\"" + member + "\":(\\d+)").matcher(json);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static void row(String what, double value) {
        System.out.printf(value < 100 ? "| %s | %.2f |%n" : "| %s | %,.0f |%n", what, value);
    }
}
