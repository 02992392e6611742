package io.hostledger.bench.options;

import io.hostledger.bench.MadeChanges;
import io.hostledger.chain.ElementId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Four ways to keep the same changes, filled, asked and written to by the same program, one after
 * another: {@code <folder> <blocks> <elements> <writers>}. Prints a table in Markdown.
 */
public final class Options {
    private static final long HOUR = 3_600_000_000L;
    private static final int ROUNDS = 400;
    /** After so many nanoseconds no further round of a question begins. */
    private static final long MOST = 4_000_000_000L;

    private static final long WRITING_MILLIS = 5_000;
    /** Elements that one writer writes to, at the most. */
    private static final int WRITTEN = 32;

    private interface Made {
        Option make(Path root) throws IOException;
    }

    private interface Question {
        long ask(Random random) throws IOException;
    }

    private final Path root;
    private final long blocks;
    private final MadeChanges changes;
    private final int writers;
    /** What each question counted, by round, of the first option. */
    private final Map<String, Long> counted = new LinkedHashMap<>();

    private Options(String[] args) {
        root = Path.of(args[0]);
        blocks = Long.parseLong(args[1]);
        changes = new MadeChanges(Integer.parseInt(args[2]));
        writers = Integer.parseInt(args[3]);
    }

    public static void main(String[] args) throws Exception {
        new Options(args).run();
    }

    private void run() throws Exception {
        System.out.printf("%d blocks, %d elements, %d writers:%n%n", blocks, changes.elements(), writers);
        System.out.println("| option | what changed in an hour | history of an element | verify an element"
                + " | parallel writes | bytes a block |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        row("central only, full states", CentralOnly::new);
        row("elements only", folder -> new ElementsOnly(folder, changes));
        row("both, full states twice", BothInFull::new);
        row("hybrid: light central, full elements (Hostledger)", Hybrid::new);
    }

    private void row(String name, Made made) throws Exception {
        Path folder = Files.createDirectory(root.resolve("option"));
        try (Option option = made.make(folder)) {
            for (long height = 0; height < blocks; height++) {
                option.fill(changes.at(height));
            }
            option.open();
            double bytes = bytes(folder) / (double) blocks;
            double changed = millis("changed", random -> changed(option, random));
            double history = millis("history", random -> option.history(element(random)));
            double verified = millis("verify", random -> option.verify(element(random)));
            double writes = writes(option);
            System.out.printf(
                    "| %s | %.1f ms | %.2f ms | %.2f ms | %.0f/s | %.0f |%n",
                    name, changed, history, verified, writes, bytes);
        } finally {
            delete(folder);
        }
    }

    private long changed(Option option, Random random) throws IOException {
        long last = MadeChanges.START + blocks * MadeChanges.STEP;
        long since = random.nextLong(MadeChanges.START, Math.max(MadeChanges.START + 1, last - HOUR));
        return option.changed(since, since + HOUR);
    }

    private ElementId element(Random random) {
        return changes.element(random.nextInt(changes.elements()));
    }

    /** How long a question takes at the median, once it is warm. Every option must have the same answers. */
    private double millis(String name, Question question) throws IOException {
        rounds(name, question, 1);
        return rounds(name, question, 2);
    }

    private double rounds(String name, Question question, long seed) throws IOException {
        Random random = new Random(seed);
        long[] nanos = new long[ROUNDS];
        int round = 0;
        for (long began = System.nanoTime(); round < ROUNDS && System.nanoTime() - began < MOST; round++) {
            long start = System.nanoTime();
            long count = question.ask(random);
            nanos[round] = System.nanoTime() - start;
            Long other = counted.putIfAbsent(name + seed + ' ' + round, count);
            if (other != null && other != count) {
                throw new IllegalStateException(name + " counts " + count + ", another option " + other);
            }
        }
        Arrays.sort(nanos, 0, round);
        return nanos[round / 2] / 1e6;
    }

    /** Durable changes a second, of as many threads as there are writers, each with elements of its own. */
    private double writes(Option option) throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        int each = Math.min(WRITTEN, changes.elements() / writers);
        Thread[] threads = new Thread[writers];
        for (int writer = 0; writer < writers; writer++) {
            int first = writer * each;
            threads[writer] = Thread.ofPlatform().start(() -> write(option, first, first + each, ended, written));
        }
        Thread.sleep(WRITING_MILLIS / 2);
        long before = written.get();
        Thread.sleep(WRITING_MILLIS);
        double rate = (written.get() - before) * 1_000.0 / WRITING_MILLIS;
        ended.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return rate;
    }

    /** Goes on with the changes that follow the last round. */
    private void write(Option option, int first, int end, AtomicBoolean ended, AtomicLong written) {
        long round = (blocks + changes.elements() - 1) / changes.elements();
        try {
            for (; !ended.get(); round++) {
                for (int i = first; i < end && !ended.get(); i++) {
                    option.write(changes.at(round * changes.elements() + i));
                    written.incrementAndGet();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(".jsonl"))
                    .toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
