package io.hostledger.bench;

import io.hostledger.chain.Timestamp;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long questions take, over HTTP on one connection, of a service on a ledger that {@code MakeLedger} has made:
 * {@code port=8080 blocks=1000000 elements=10000 rounds=4000 load=0}. With {@code load=<n>} first the full rate
 * of n writers is measured, then questions are asked while they write at half of it.
 */
public final class Questions {
    private static final long HOUR = 3_600_000_000L;
    /** How often all questions are asked, half as many times as they are measured, until they are warm. */
    private static final int WARM_UPS = 6;

    private final Map<String, Integer> options = new LinkedHashMap<>(
            Map.of("port", 8080, "blocks", 1_000_000, "elements", 10_000, "rounds", 4_000, "load", 0));
    private final MadeChanges changes;
    private final Random random = new Random(1);
    private final AtomicLong written = new AtomicLong();
    private volatile boolean writing = true;

    private Questions(String[] args) {
        for (String arg : args) {
            String[] option = arg.split("=", 2);
            options.put(option[0], Integer.parseInt(option[1]));
        }
        changes = new MadeChanges(options.get("elements"));
    }

    public static void main(String[] args) throws Exception {
        new Questions(args).run();
    }

    private interface Path {
        String next();
    }

    private void run() throws Exception {
        int load = options.get("load");
        if (load > 0) {
            load(load);
        }
        long hours = Math.max(1, options.get("blocks") * MadeChanges.STEP / HOUR);
        Map<String, Path> questions = new LinkedHashMap<>();
        questions.put("history of an element", () -> "/v1/elements/" + element() + "/blocks?limit=1000");
        questions.put("state of an element at a time", () -> "/v1/elements/" + element() + "?at=" + time());
        questions.put("verification of an element", () -> "/v1/elements/" + element() + "/verification");
        questions.put("first page of an hour", () -> "/v1/ledger/blocks?" + hour(hours));
        questions.put("first page of actor=admin", () -> "/v1/ledger/blocks?actor=admin");
        questions.put("first page of both", () -> "/v1/ledger/blocks?actor=admin&" + hour(hours));
        System.out.println("| question | p50 ms | p99 ms |\n| --- | ---: | ---: |");
        try (Connection connection = new Connection(options.get("port"))) {
            for (int i = 0; i < WARM_UPS; i++) {
                for (Path question : questions.values()) {
                    ask(connection, question, options.get("rounds") / 2);
                }
            }
            for (Map.Entry<String, Path> question : questions.entrySet()) {
                long[] nanos = ask(connection, question.getValue(), options.get("rounds"));
                Arrays.sort(nanos);
                System.out.printf(
                        "| %s | %.2f | %.2f |%n",
                        question.getKey(), nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
            }
        }
        writing = false;
    }

    private static long[] ask(Connection connection, Path path, int rounds) throws IOException {
        long[] nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            String next = path.next();
            long began = System.nanoTime();
            connection.get(next);
            nanos[i] = System.nanoTime() - began;
        }
        return nanos;
    }

    private String element() {
        return changes.element(random.nextInt(changes.elements())).text();
    }

    /** One at which every element has a block. */
    private String time() {
        return Timestamp.format(changes.at(random.nextLong(changes.elements(), options.get("blocks")))
                .time());
    }

    private String hour(long hours) {
        long since = MadeChanges.START + HOUR * random.nextLong(hours);
        return "since=" + Timestamp.format(since) + "&until=" + Timestamp.format(since + HOUR);
    }

    /** Writers of elements of their own: at full rate for five seconds, then at half of it. */
    private void load(int writers) throws Exception {
        AtomicLong pause = new AtomicLong();
        for (int i = 0; i < writers; i++) {
            int writer = i;
            Thread.ofPlatform().daemon().start(() -> write(writer, pause));
        }
        Thread.sleep(5_000);
        long before = written.get();
        Thread.sleep(5_000);
        double full = (written.get() - before) / 5.0;
        pause.set((long) (writers * 1e9 / (full / 2)));
        Thread.sleep(1_000);
        before = written.get();
        Thread.sleep(3_000);
        System.out.printf(
                "%nwriters: %d, full rate %.0f/s, now %.0f/s%n%n", writers, full, (written.get() - before) / 3.0);
    }

    /** @param pause nanoseconds from one change of a writer to its next; 0 for none */
    private void write(int writer, AtomicLong pause) {
        try (Connection connection = new Connection(options.get("port"))) {
            long due = System.nanoTime();
            for (int n = 0; writing; n++) {
                String body = "{\"element_id\":\"port:load-" + writer + "-" + n % 16
                        + "\",\"actor\":\"load\",\"state\":{\"n\":" + n + ",\"pad\":\"" + "x".repeat(200) + "\"}}";
                connection.change(body);
                written.incrementAndGet();
                if (pause.get() > 0) {
                    due = Math.max(due, System.nanoTime() - 10 * pause.get()) + pause.get();
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        } catch (IOException e) {
            System.err.println("a writer ends: " + e);
        }
    }
}
