package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.LocalFiles;
import io.hostledger.verify.Report;
import io.hostledger.verify.Verification;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** This machine's own state goes in, goes in again unchanged, changes a little, and is found intact. */
class RealInputIT {
    /** Left behind, so that another checker can look at it too. */
    private static final Path DATA = Path.of("target/real-input/data");

    @Test
    void theMachinesOwnStateIsRecordedOnceAndFoundIntact() throws Exception {
        empty(DATA);
        List<String> lines = HostState.lines();
        assertTrue(lines.size() > 100, "this machine has hardly any state: " + lines.size());
        try (Service service = Service.start(DATA.toAbsolutePath())) {
            List<String> first = ndjson(service, lines);
            assertEquals(lines.size(), first.size());
            for (int i = 0; i < first.size(); i++) {
                assertTrue(first.get(i).contains("\"index\":" + i + "}"), lines.get(i) + " gave " + first.get(i));
                assertFalse(first.get(i).contains("\"unchanged\""), first.get(i));
            }

            List<String> second = ndjson(service, lines);
            assertEquals(lines.size(), second.size());
            second.forEach(answer -> assertTrue(answer.contains("\"unchanged\":true"), answer));
            assertTrue(Http.get(service.api(), "/v1/ledger").body().contains("\"blocks\":" + lines.size() + ","));

            List<String> changed = new ArrayList<>();
            for (String line : lines.subList(0, 7)) {
                changed.add(line.replace("\"state\":{", "\"state\":{\"seen\":\"again\","));
            }
            ndjson(service, changed).forEach(answer -> assertTrue(answer.contains("\"element_height\":1"), answer));
            service.stop();
        }
        Report report =
                Verification.of(new LocalFiles(DATA), ElementTypes.standard()).report();
        assertEquals(List.of(), report.findings());
        assertEquals(lines.size() + 7, report.checked().centralBlocks());
        assertEquals(lines.size() + 7, report.checked().elementBlocks());
        assertEquals(lines.size(), report.checked().elements());
    }

    private static List<String> ndjson(Service service, List<String> lines) throws Exception {
        HttpResponse<String> answer =
                Http.post(service.api(), "/v1/changes", "application/x-ndjson", String.join("\n", lines) + "\n");
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body().lines().toList();
    }

    private static void empty(Path folder) throws Exception {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
