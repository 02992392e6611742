package io.hostledger.it;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A byte changes behind the back of a service that runs. */
class DamageFoundIT {
    @TempDir
    Path directory;

    private static String change(int n) {
        return "{\"element_id\":\"interface:vi1\",\"state\":{\"n\":" + n + "},\"actor\":\"it\"}";
    }

    private void flip(String path, int at) throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve(path).toFile(), "rw")) {
            file.seek(at);
            int old = file.read();
            file.seek(at);
            file.write(old ^ 1);
        }
    }

    private static String get(URI at, String path) {
        try {
            return Http.get(at, path).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theScrubFindsItAndSaysSoAndTheServiceGoesOn() throws Exception {
        try (Service service = Service.start(directory, "hostledger.scrub.every=PT0.2S")) {
            for (int n = 0; n < 5; n++) {
                assertEquals(201, Http.change(service.api(), change(n)).statusCode());
            }
            await().until(() -> get(service.management(), "/q/health/ready"), containsString("intact"));
            flip("element-chains/network/interfaces/vi1.jsonl", 40);

            await().until(() -> get(service.management(), "/q/health/ready"), containsString("damaged"));
            String ready = get(service.management(), "/q/health/ready");
            assertTrue(ready.contains("block 0 of interface:vi1"), ready);
            assertEquals(200, Http.get(service.management(), "/q/health/ready").statusCode());
            assertTrue(service.log().contains("the ledger is damaged: "), service.log());

            String report = get(service.api(), "/v1/verification");
            assertTrue(report.contains("\"intact\":false"), report);
            String metrics = get(service.management(), "/q/metrics");
            assertTrue(metrics.matches("(?s).*hostledger_verification_findings [1-9].*"), metrics);
            assertTrue(metrics.contains("hostledger_verification_height 4.0"), metrics);
            assertTrue(metrics.contains("hostledger_verification_age_seconds "), metrics);
            assertEquals(201, Http.change(service.api(), change(99)).statusCode());
        }
    }

    @Test
    void anEndMidwayThroughAVerificationIsQuick() throws Exception {
        try (Service service = Service.start(directory, "hostledger.scrub.every=PT0.1S", "hostledger.scrub.pace=1")) {
            assertEquals(201, Http.change(service.api(), change(1)).statusCode());
            long began = System.nanoTime();
            service.stop();
            assertTrue(System.nanoTime() - began < 20_000_000_000L);
        }
    }
}
