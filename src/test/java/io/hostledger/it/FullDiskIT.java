package io.hostledger.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data directory is on a small disk that fills up, and has space again. */
class FullDiskIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aFullDiskIsSaidAndChangesAreTakenAgainOnceThereIsSpace() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder, 32)) {
            Path data = Files.createDirectory(disk.path().resolve("data"));
            try (Service service =
                    Service.start(data, "hostledger.min-free-space=0", "hostledger.journal.segment-size=1M")) {
                Subscription subscription = new Subscription();
                subscription.follow(service.api());
                OneWriter writer = new OneWriter(service.api(), 4_000);
                Path filler = disk.fillUpTo(3 << 20);
                HttpResponse<String> refused = writer.changeUntilRefused();
                assertFull(refused);
                assertTrue(refused.body().contains("No space left on device"), refused.body());

                // Nothing is taken, and all else goes on.
                Probes probes = Probes.of(service);
                assertTrue(!probes.ready() && probes.live());
                assertTrue(probes.readiness().contains("No space left on device"), probes.readiness());
                assertFull(writer.change());
                writer.assertReads();
                subscription.await(writer.committed.size());

                Files.delete(filler);
                await().atMost(LONG).until(probes::ready);
                writer.askAgain();
                assertEquals(201, writer.change().statusCode());
                assertWhole(data, writer, subscription);
                service.stop();
            }
            new Directory(data).assertNothingToRecover();
        }
    }

    @Test
    void aStartOnAFullDiskReadsAndTakesChangesOnceThereIsSpace() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder, 32)) {
            Path data = Files.createDirectory(disk.path().resolve("data"));
            String[] options = {"hostledger.min-free-space=0", "hostledger.journal.segment-size=1M"};
            Subscription subscription = new Subscription();
            OneWriter writer;
            Path filler;
            try (Service service = Service.start(data, options)) {
                subscription.follow(service.api());
                writer = new OneWriter(service.api(), 4_000);
                filler = disk.fillUpTo(3 << 20);
                assertFull(writer.changeUntilRefused());
                subscription.await(writer.committed.size());
                service.kill();
            }
            subscription.awaitEnd();
            disk.fillUpTo(1 << 18);
            try (Service service = Service.start(data, options)) {
                Probes probes = Probes.of(service);
                assertTrue(!probes.ready() && probes.live(), service.log());
                assertTrue(probes.readiness().contains("No space left on device"), probes.readiness());
                subscription.follow(service.api());
                writer = writer.movedTo(service.api());
                assertFull(writer.change());
                writer.assertReads();

                Files.delete(filler);
                await().atMost(LONG).until(probes::ready);
                writer.askAgain();
                assertEquals(201, writer.change().statusCode());
                assertWhole(data, writer, subscription);
                service.stop();
            }
            new Directory(data).assertNothingToRecover();
        }
    }

    @Test
    void theReserveIsRefusedBeforeTheDiskIsFull() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder, 32)) {
            Path data = Files.createDirectory(disk.path().resolve("data"));
            try (Service service =
                    Service.start(data, "hostledger.min-free-space=12M", "hostledger.journal.segment-size=1M")) {
                Subscription subscription = new Subscription();
                subscription.follow(service.api());
                OneWriter writer = new OneWriter(service.api(), 4_000);
                assertEquals(201, writer.change().statusCode());
                Path filler = disk.fillUpTo(11 << 20);
                HttpResponse<String> refused = writer.changeUntilRefused();
                assertFull(refused);
                assertTrue(refused.body().contains("reserve"), refused.body());
                assertEquals(List.of(), writer.unknown);
                assertTrue(Files.getFileStore(data).getUsableSpace() > 8 << 20, "the disk is about full");
                Probes probes = Probes.of(service);
                assertTrue(probes.readiness().contains("reserve") && !probes.ready() && probes.live());
                writer.assertReads();

                Files.delete(filler);
                await().atMost(LONG).until(probes::ready);
                writer.askAgain();
                assertWhole(data, writer, subscription);
                service.stop();
            }
            new Directory(data).assertNothingToRecover();
        }
    }

    private static void assertFull(HttpResponse<String> answer) {
        assertEquals(507, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("insufficient-storage"), answer.body());
    }

    private static void assertWhole(Path data, OneWriter writer, Subscription subscription) throws Exception {
        Directory directory = new Directory(data);
        directory.assertHolds(writer.committed, "after the disk was full");
        List<String> ledger = directory.ledger();
        assertEquals(writer.committed.size(), ledger.size());
        subscription.await(ledger.size());
        assertEquals(ledger, subscription.blocks());
    }
}
