package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hostledger.cli.Program.Finished;
import io.hostledger.it.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command where it cannot write, and where it must not. */
class ReadOnlyIT {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("verify"),
            List.of("log", "interface:vi101"),
            List.of("show", "interface:vi101"),
            List.of("diff", "interface:vi101"),
            List.of("changes"),
            List.of("report"),
            List.of("events", "--no-follow"));

    @TempDir
    Path temp;

    private static List<String> words(List<String> command, Path data) {
        return Program.words(
                List.of(),
                List.of(command, List.of("--data-dir", data.toString())).stream()
                        .flatMap(List::stream)
                        .toArray());
    }

    private void well(List<String> words) throws Exception {
        Finished ran = Program.run(temp, words);
        assertEquals("", ran.err(), words.toString());
        assertEquals(0, ran.code(), words.toString());
    }

    @Test
    void aReadOnlyMountIsEnough() throws Exception {
        Path data = Samples.v1(temp);
        List<String> mounted = List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"");
        assumeTrue(mounts(mounted, data), "this user may not mount, or there is no unshare");
        for (List<String> command : COMMANDS) {
            well(with(mounted, data, words(command, data)));
        }
    }

    private static List<String> with(List<String> mounted, Path data, List<String> words) {
        return List.of(mounted, List.of(data.toString()), words).stream()
                .flatMap(List::stream)
                .toList();
    }

    private boolean mounts(List<String> mounted, Path data) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) {
            return false;
        }
        Path probe = data.resolve("written");
        boolean mounts = Program.run(temp, with(mounted, data, List.of("true"))).code() == 0;
        return mounts
                && Program.run(temp, with(mounted, data, List.of("touch", probe.toString())))
                                .code()
                        != 0;
    }

    @Test
    void aDirectoryThatAServiceIsWritingIsReadAndNotTouched() throws Exception {
        Path data = temp.resolve("data");
        AtomicBoolean writing = new AtomicBoolean(true);
        try (Service service = Service.start(data);
                HttpClient client = HttpClient.newHttpClient()) {
            URI changes = URI.create(service.api() + "/v1/changes");
            CountDownLatch begun = new CountDownLatch(100);
            Thread writer = Thread.ofVirtual().start(() -> {
                for (int n = 0; writing.get(); n++) {
                    change(client, changes, n);
                    begun.countDown();
                }
            });
            begun.await();
            for (List<String> command : COMMANDS) {
                well(words(command, data));
            }
            writing.set(false);
            writer.join();
            assertEquals(201, change(client, changes, -1));
            String lock = Files.readString(data.resolve("LOCK"));
            assertTrue(lock.contains(String.valueOf(service.pid())), "the lock is the service's no more: " + lock);
        }
    }

    private static int change(HttpClient client, URI changes, int n) {
        String body = "{\"element_id\":\"interface:vi101\",\"state\":{\"n\":" + n + "},\"actor\":\"it\"}";
        try {
            return client.send(
                            HttpRequest.newBuilder(changes)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
