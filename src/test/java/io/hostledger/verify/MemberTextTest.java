package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTextTest {
    private static String of(String text) {
        byte[] line = ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
        return MemberText.of(line, 1, line.length - 1);
    }

    @Test
    void longTextsAreCutBetweenTheirCharacters() {
        assertEquals("x".repeat(2_048), of("x".repeat(2_048)));
        assertEquals("x".repeat(2_048) + "…", of("x".repeat(2_049)));
        for (String each : List.of("\u00f6", "\u20ac", "\ud83d\ude00")) {
            for (String start : List.of("", "x", "xx", "xxx")) {
                String cut = of(start + each.repeat(3_000));
                assertTrue((start + each.repeat(3_000)).startsWith(cut.substring(0, cut.length() - 1)), cut);
            }
        }
        assertEquals("x" + "\n".repeat(1_024) + "…", of("x" + "\\n".repeat(3_000)));
        assertEquals("\u0001".repeat(342) + "…", of("\\u0001".repeat(3_000)));
    }

    @Test
    void findingsStayShortWhateverALineHas() throws IOException {
        SampleLedger sample = SampleLedger.of("vectors/v1/ledger");
        String path = sample.chains().get(0);
        List<String> lines = sample.lines(path);
        lines.replaceAll(line -> BlockText.with(
                BlockText.with(line, "element_id", BlockText.quoted("file:" + "x".repeat(100_000))),
                "timestamp",
                BlockText.quoted("y".repeat(100_000))));
        Report report = sample.copy().put(path, lines).report();
        for (Finding finding : report.findings()) {
            String id = String.valueOf(finding.elementId());
            assertTrue(finding.detail().length() + id.length() < 5_000, finding.toString());
        }
    }
}
