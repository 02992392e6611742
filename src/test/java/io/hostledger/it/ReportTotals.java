package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostledger.it.LedgerFiles.Line;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The totals of an audit report, held to those of the files. */
final class ReportTotals {
    private final List<Line> blocks;
    private final JsonNode report;
    private final String csv;

    private ReportTotals(List<Line> blocks, JsonNode report, String csv) {
        this.blocks = blocks;
        this.report = report;
        this.csv = csv;
    }

    /** @param window {@code since}, {@code until}, or neither */
    static void are(LedgerFiles files, Reader reader, Map<String, String> window) throws Exception {
        String query = window.entrySet().stream()
                .map(bound -> bound.getKey() + "=" + Reader.encoded(bound.getValue()))
                .collect(Collectors.joining("&"));
        String path = "/v1/reports/audit?" + query;
        JsonNode report = LedgerFiles.json(reader.get(path, "application/json"));
        new ReportTotals(files.blocks(window), report, reader.get(path, "text/csv")).check();
    }

    private void check() {
        Line last = blocks.get(blocks.size() - 1);
        assertEquals(blocks.size(), report.get("blocks").asInt());
        assertEquals(blocks.get(0).at("/height"), report.at("/first/height").asText());
        assertEquals(blocks.get(0).at("/hash"), report.at("/first/hash").asText());
        assertEquals(last.at("/height"), report.at("/last/height").asText());
        assertEquals(last.at("/hash"), report.at("/last/hash").asText());
        section("by_actor", "actor", line -> line.at("/data/actor"));
        section("by_element_type", "element_type", line -> line.at("/data/element_type"));
        section("by_action", "action", line -> line.at("/action"));
        section("by_hour", "hour", line -> line.at("/timestamp").substring(0, 13) + ":00:00.000000Z");
        Map<String, Integer> elements = totals(line -> line.at("/data/element_id"));
        JsonNode most = report.get("most_changed").get(0);
        assertEquals(
                elements.get(most.get("element_id").asText()),
                most.get("blocks").asInt());
        assertEquals(Collections.max(elements.values()), most.get("blocks").asInt());
    }

    private Map<String, Integer> totals(Function<Line, String> of) {
        Map<String, Integer> totals = new TreeMap<>();
        blocks.stream().map(of).filter(text -> !text.isEmpty()).forEach(text -> totals.merge(text, 1, Integer::sum));
        return totals;
    }

    private void section(String member, String name, Function<Line, String> of) {
        Map<String, Integer> totals = totals(of);
        Map<String, Integer> told = new TreeMap<>();
        for (JsonNode count : report.get(member)) {
            told.put(count.get(name).asText(), count.get("blocks").asInt());
        }
        assertEquals(totals, told);
        totals.forEach((text, count) -> assertTrue(csv.contains(member + "," + text + "," + count + "\r\n"), csv));
    }
}
