package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.Timestamp;
import io.hostledger.index.LedgerBuilder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads in the readiness data of a ledger whose clock was a year ahead once, and one of whose chains is gone. */
class ReadinessIT {
    private static final long YEAR = 365 * 86_400L;
    private static final Pattern HELD = Pattern.compile("\"time_held_seconds\": *\"?([0-9.E]+)");

    @TempDir
    Path directory;

    private long ahead;

    @BeforeEach
    void aLedgerOfNextYear() throws Exception {
        ahead = (System.currentTimeMillis() / 1_000 + YEAR) * 1_000_000;
        LedgerBuilder ledger = new LedgerBuilder(directory);
        Attribution by = Attribution.asserted("it", null, null);
        ledger.change("interface:vi1", "{\"n\":1}", null, by, null, ahead);
        ledger.change("interface:vi2", "{\"n\":1}", null, by, null, ahead);
        ledger.write();
    }

    private static String change(int element) {
        return "{\"element_id\":\"interface:vi" + element + "\",\"state\":{\"n\":2},\"actor\":\"it\"}";
    }

    @Test
    void itSaysByHowMuchTimeIsHeldAndTakesChanges() throws Exception {
        try (Service service = Service.start(directory)) {
            Probes probes = Probes.of(service);
            Matcher held = HELD.matcher(probes.readiness());
            assertTrue(held.find() && probes.ready(), probes.readiness());
            double seconds = Double.parseDouble(held.group(1));
            assertTrue(seconds > YEAR - 600 && seconds <= YEAR, "held: " + seconds);
            HttpResponse<String> answer = Http.change(service.api(), change(1));
            assertEquals(201, answer.statusCode());
            assertTrue(answer.body().contains("\"timestamp\":\"" + Timestamp.format(ahead)), answer.body());
        }
    }

    @Test
    void itNamesAnElementThatIsRefused() throws Exception {
        try (Service service = Service.start(directory)) {
            service.stop();
        }
        String chain = "element-chains/network/interfaces/vi1.jsonl";
        Files.delete(directory.resolve(chain));
        try (Service service = Service.start(directory)) {
            Probes probes = Probes.of(service);
            HttpResponse<String> refused = Http.change(service.api(), change(1));
            assertEquals(500, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("the element's chain is damaged"), refused.body());
            assertEquals(201, Http.change(service.api(), change(2)).statusCode());
            assertTrue(probes.readiness().contains(chain + ", byte 0"), probes.readiness());
            assertTrue(service.log().contains(chain + ", byte 0"), service.log());
            assertTrue(probes.ready(), probes.readiness());
        }
    }
}
