package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked of a service, it keeps within its bounds. */
class BoundsIT {
    private static final int ELEMENTS = 10_000;
    private static final long CHANGES = Long.getLong("hostledger.bounds.changes", 20_000);

    private static final int MANY_ELEMENTS = Integer.getInteger("hostledger.bounds.elements", 2_000);
    private static final int OPEN_FILES = 100;

    /** Files of the program itself, connections, the journal. */
    private static final int OTHER_FILES = 150;

    private static final int CALLERS = 24;
    private static final int QUEUE = 8;
    private static final int REFUSALS = Integer.getInteger("hostledger.bounds.refusals", 2_000);
    /** So many first ones do not count, while the program is still compiled: none here, half of them in the long command. */
    private static final int UNCOUNTED = Integer.getInteger("hostledger.bounds.refusals-uncounted", 0);

    /** What a refusal may take, at this percentile: this test shares its processors, the long command has them for itself. */
    private static final long REFUSAL_MILLIS = Long.getLong("hostledger.bounds.refusal-millis", 1_000);

    private static final int PERCENTILE = Integer.getInteger("hostledger.bounds.refusal-percentile", 50);

    @TempDir
    Path directory;

    @Test
    void whatIsTooMuchIsRefusedAtOnceAndWhatWasTakenGoesOn() throws Exception {
        try (Service service = Service.start(directory, "hostledger.queue.changes=" + QUEUE)) {
            Queue<String> committed = new ConcurrentLinkedQueue<>();
            Queue<Long> waits = new ConcurrentLinkedQueue<>();
            AtomicInteger refusals = new AtomicInteger();
            List<Thread> callers = new ArrayList<>();
            Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
            URI api = service.api();
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                callers.add(Thread.ofVirtual().start(() -> {
                    try (Connection connection = new Connection(api)) {
                        for (int n = 0; refusals.get() < REFUSALS; n++) {
                            long began = System.nanoTime();
                            Connection.Answer answer = connection.change(change(caller, n));
                            if (answer.status() == 201) {
                                committed.add(answer.body());
                            } else {
                                waits.add(System.nanoTime() - began);
                                refusals.incrementAndGet();
                                assertOverloaded(answer);
                            }
                        }
                    } catch (IOException | AssertionError e) {
                        faults.add(e);
                    }
                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertEquals(List.of(), List.copyOf(faults));
            assertTrue(committed.size() > 100, "of what was taken only so many went on: " + committed.size());
            long[] sorted = waits.stream()
                    .skip(UNCOUNTED)
                    .mapToLong(nanos -> nanos / 1_000_000)
                    .sorted()
                    .toArray();
            long held = percentile(sorted, PERCENTILE);
            System.out.printf(
                    "%d changes refused to %d callers in %d ms at the median, %d ms at the 99th percentile%n",
                    waits.size(), CALLERS, percentile(sorted, 50), percentile(sorted, 99));
            assertTrue(held < REFUSAL_MILLIS, "refusals took " + held + " ms at percentile " + PERCENTILE);
            new Directory(directory).assertHolds(committed, "overloaded");
            assertEquals(committed.size(), new Directory(directory).ledger().size());
        }
    }

    private static long percentile(long[] sorted, int percentile) {
        return sorted[sorted.length * percentile / 100];
    }

    private static void assertOverloaded(Connection.Answer answer) {
        assertEquals(503, answer.status(), answer.body());
        assertTrue(answer.body().contains("overloaded") && answer.body().contains("\"outcome\":\"none\""));
        assertEquals("1", answer.headers().get("retry-after"));
    }

    private static String change(int element, long n) {
        return "{\"element_id\":\"interface:vi" + element + "\",\"state\":{\"mtu\":1500,\"n\":" + n
                + ",\"bridge\":\"ovsbr0\"},\"actor\":\"it\"}";
    }

    @Test
    void memoryStaysFlatInASmallHeap() throws Exception {
        AtomicLong half = new AtomicLong();
        try (Service service = Service.start(directory, "-Xmx64m", "hostledger.scrub.every=0")) {
            AtomicLong committed = new AtomicLong();
            long answers =
                    NdjsonStream.send(service.api(), CHANGES, n -> change((int) (n * 7_919 % ELEMENTS), n), answer -> {
                        if (answer.contains("\"central_height\"") && committed.incrementAndGet() == CHANGES / 2) {
                            half.set(residentKibibytes(service.pid()));
                        }
                    });
            assertEquals(CHANGES, answers);
            assertEquals(CHANGES, committed.get());
            long end = residentKibibytes(service.pid());
            System.out.printf(
                    "%d changes over %d elements with -Xmx64m: %d MiB resident after half of them, %d at the end%n",
                    CHANGES, ELEMENTS, half.get() >> 10, end >> 10);
            assertTrue(end < half.get() + (48 << 10), half.get() + " KiB grew to " + end);
            assertTrue(Http.get(service.api(), "/v1/ledger").body().contains("\"blocks\":" + CHANGES + ","));
            service.stop();
        }
        new Directory(directory).assertHolds(List.of(), "with a small heap");
    }

    @Test
    void soManyFilesAreOpenAsIsConfiguredHoweverManyElementsThereAre() throws Exception {
        try (Service service =
                Service.start(directory, "hostledger.open-files=" + OPEN_FILES, "hostledger.journal.segment-size=4M")) {
            AtomicLong most = new AtomicLong();
            long answers = NdjsonStream.send(service.api(), MANY_ELEMENTS, n -> change((int) n, n), answer -> {
                assertTrue(answer.contains("\"central_height\""), answer);
                if (answer.hashCode() % 50 == 0) {
                    most.accumulateAndGet(openFiles(service.pid()), Math::max);
                }
            });
            assertEquals(MANY_ELEMENTS, answers);
            System.out.printf(
                    "%d elements, hostledger.open-files=%d: %d files open at the most%n",
                    MANY_ELEMENTS, OPEN_FILES, most.get());
            assertTrue(most.get() < OPEN_FILES + OTHER_FILES, "open files: " + most.get());
            assertTrue(most.get() > OPEN_FILES, "open files: " + most.get());
            service.stop();
        }
        new Directory(directory).assertHolds(List.of(), "with many elements");
    }

    private static long residentKibibytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            return Assumptions.abort("there is no /proc here");
        }
    }

    private static long openFiles(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.count();
        } catch (IOException e) {
            return Assumptions.abort("there is no /proc here");
        }
    }
}
