package io.hostledger.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Layout;
import io.hostledger.journal.Journal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The system refuses the calls of a service that runs: what was answered stays true, and it goes on when it may. */
class InjectedFaultsIT {
    /** All of them take minutes; otherwise one of each kind. */
    private static final boolean ALL = Boolean.getBoolean("hostledger.faults.all");

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MANY_CHANGES = 300;
    private static final String CALLS = "pwrite64,fsync,fdatasync,openat,rename,renameat,renameat2";

    private static final Map<String, String> WORDS =
            Map.of("EIO", "Input/output error", "ENOSPC", "No space left on device");

    record Fault(String call, String error, String when) {
        String inject() {
            return call + ":error=" + error + when;
        }
    }

    static Stream<Fault> faults() {
        List<Fault> all = new ArrayList<>();
        for (String call : List.of("pwrite64", "fsync", "fdatasync", "openat")) {
            for (String error : List.of("EIO", "ENOSPC")) {
                for (String when : List.of("", ":when=2+3")) {
                    all.add(new Fault(call, error, when));
                }
            }
        }
        return all.stream().filter(fault -> ALL || fault.equals(new Fault("pwrite64", "EIO", "")));
    }

    @TempDir
    Path folder;

    private Path data;

    @ParameterizedTest
    @MethodSource("faults")
    void whatWasAnsweredStaysTrueAndTheServiceGoesOnBehindAFault(Fault fault) throws Exception {
        data = folder.resolve("data");
        Subscription subscription = new Subscription();
        OneWriter writer;
        long failed;
        int refusals;
        try (Service service = start()) {
            subscription.follow(service.api());
            writer = new OneWriter(service.api(), 500);
            for (int i = 0; i < 20; i++) {
                assertEquals(201, writer.change().statusCode());
            }
            TracedCalls calls;
            try (Strace strace = Strace.attach(service.pid(), folder, CALLS, fault.inject(), paths(fault))) {
                HttpResponse<String> refused = changeUntilRefused(writer);
                if (refused.statusCode() != 201 && fault.when().isEmpty()) {
                    assertRefused(service, writer, refused, fault);
                }
                calls = new TracedCalls(strace.detach());
            }
            calls.assertNoFailureIsTriedAgain();
            Probes probes = Probes.of(service);
            await().atMost(LONG).until(probes::ready);
            failed = calls.failed();
            refusals = writer.unknown.size() + writer.refused.size();
            Assumptions.assumeTrue(calls.failed() > 0, "the service makes no such call: " + fault);
            writer.askAgain();
            assertEquals(201, writer.change().statusCode());
            assertWhole(writer, subscription, fault);
            service.stop();
        }
        new Directory(data).assertNothingToRecover();
        try (Service service = start()) {
            subscription.follow(service.api());
            writer = writer.movedTo(service.api());
            assertEquals(201, writer.change().statusCode());
            assertWhole(writer, subscription, fault);
            System.out.printf(
                    "%s: %d calls failed, %d changes were refused, all that was answered is there%n",
                    fault.inject(), failed, refusals);
        }
    }

    /** What is renamed is the index, at a checkpoint now and then and at the end: all of it can be derived. */
    @ParameterizedTest
    @ValueSource(strings = {"EIO", "ENOSPC"})
    void aRenameThatFailsCostsTheIndexAlone(String error) throws Exception {
        Assumptions.assumeTrue(ALL || error.equals("EIO"), "one of them is enough here");
        data = folder.resolve("data");
        Fault fault = new Fault("rename", error, "");
        Subscription subscription = new Subscription();
        OneWriter writer;
        try (Service service = start()) {
            writer = new OneWriter(service.api(), 500);
            assertEquals(201, writer.change().statusCode());
            try (Strace strace = Strace.attach(service.pid(), folder, CALLS, fault.inject(), List.of())) {
                assertEquals(201, writer.change().statusCode());
                service.stop();
                assertTrue(new TracedCalls(strace.detach()).failed() > 0, "nothing was renamed");
            }
        }
        new Directory(data).assertNothingToRecover();
        assertTrue(Files.notExists(data.resolve(Layout.CATALOGUE)), "there is an index");
        try (Service service = start()) {
            subscription.follow(service.api());
            writer = writer.movedTo(service.api());
            assertEquals(201, writer.change().statusCode());
            assertWhole(writer, subscription, fault);
        }
        System.out.printf("%s: the index was not saved, all that was answered is there%n", fault.inject());
    }

    /** With small segments, so that many are made and left behind. */
    private Service start() throws Exception {
        return Service.start(data, "hostledger.journal.segment-size=64K", "hostledger.scrub.every=0");
    }

    /** Until the fault strikes something that a change waits for; some faults never do. */
    private static HttpResponse<String> changeUntilRefused(OneWriter writer) throws Exception {
        HttpResponse<String> answer = writer.change();
        for (int i = 0; i < MANY_CHANGES && answer.statusCode() == 201; i++) {
            answer = writer.change();
        }
        return answer;
    }

    private static void assertRefused(Service service, OneWriter writer, HttpResponse<String> refused, Fault fault)
            throws Exception {
        boolean full = fault.error().equals("ENOSPC");
        assertEquals(full ? 507 : 503, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains(full ? "insufficient-storage" : "read-only"), refused.body());
        assertTrue(refused.body().contains(WORDS.get(fault.error())), refused.body());
        Probes probes = Probes.of(service);
        assertTrue(!probes.ready() && probes.live(), fault.toString());
        assertTrue(probes.readiness().contains(WORDS.get(fault.error())), probes.readiness());
        assertTrue(writer.change().statusCode() >= 500);
        if (!fault.call().equals("openat")) {
            writer.assertReads();
        }
    }

    /** A service opens much that is no file of its ledger: of this call only those that are written are meant. */
    private List<Path> paths(Fault fault) throws Exception {
        List<Path> paths = new ArrayList<>();
        if (fault.call().equals("openat")) {
            for (int i = 0; i < 2 * MANY_CHANGES; i += 3) {
                paths.add(data.resolve(Layout.chain(ElementTypes.standard().parse("file:/new/" + i))));
            }
            for (int i = 0; i < 200; i++) {
                paths.add(data.resolve(Journal.path(i)));
            }
        }
        return paths;
    }

    private void assertWhole(OneWriter writer, Subscription subscription, Fault fault) throws Exception {
        Directory directory = new Directory(data);
        directory.assertHolds(writer.committed, fault.toString());
        List<String> ledger = directory.ledger();
        assertEquals(writer.committed.size(), ledger.size(), fault.toString());
        subscription.await(ledger.size());
        assertEquals(ledger, subscription.blocks(), fault.toString());
    }
}
