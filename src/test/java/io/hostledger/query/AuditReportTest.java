package io.hostledger.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Json;
import io.hostledger.disk.LocalFiles;
import io.hostledger.index.LedgerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditReportTest {
    private static final int BLOCKS = 5_000;

    @TempDir
    static Path root;

    private static RandomLedger ledger;
    private static Naive naive;
    private static LedgerReads reads;

    @BeforeAll
    static void makeLedger() throws Exception {
        ledger = new RandomLedger(root, 41);
        ledger.add(BLOCKS);
        naive = new Naive(root);
        reads = LedgerReads.open(new LocalFiles(root), ElementTypes.standard());
    }

    /** What the report has a section of: its member, what is counted in it, and what of a block that is. */
    private record Section(String member, String name, Function<CentralBlock, @Nullable String> of) {}

    private static final List<Section> SECTIONS = List.of(
            new Section("by_actor", "actor", block -> block.by().actor()),
            new Section("by_element_type", "element_type", block -> element(block, CentralBlock.ElementRef::type)),
            new Section("by_action", "action", CentralBlock::action),
            new Section("by_hour", "hour", AuditReportTest::hour),
            new Section("most_changed", "element_id", block -> element(block, CentralBlock.ElementRef::id)));

    private static @Nullable String element(CentralBlock block, Function<CentralBlock.ElementRef, String> of) {
        return block.element() == null ? null : of.apply(block.element());
    }

    private static String hour(CentralBlock block) {
        Instant time = Instant.ofEpochSecond(block.timestamp() / 1_000_000);
        return time.truncatedTo(ChronoUnit.HOURS).toString().replace("Z", ".000000Z");
    }

    @Test
    void itsTotalsAreThoseOfANaiveScanInJsonAndInCsv() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 40; i++) {
            long since = i == 0 ? Long.MIN_VALUE : random.nextLong(RandomLedger.START, ledger.time);
            long until = i == 0 ? Long.MAX_VALUE : random.nextLong(since, ledger.time + 1);
            List<CentralBlock> window = naive.central.stream()
                    .map(Naive.Central::block)
                    .filter(block -> block.timestamp() >= since && block.timestamp() < until)
                    .toList();
            AuditReport report = AuditReport.of(reads, since, until);
            assertEquals(json(window), text(report.json()));
            assertEquals(csv(window), text(report.csv()));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<Map.Entry<String, Integer>> counts(Section section, List<CentralBlock> window) {
        Map<String, Integer> counts = new TreeMap<>();
        for (CentralBlock block : window) {
            String text = section.of.apply(block);
            if (text != null) {
                counts.merge(text, 1, Integer::sum);
            }
        }
        List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
        if (!section.member.equals("by_hour")) {
            sorted.sort(
                    Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        }
        return section.member.equals("most_changed") ? sorted.subList(0, Math.min(25, sorted.size())) : sorted;
    }

    private static String json(List<CentralBlock> window) {
        StringBuilder out = new StringBuilder("{\"blocks\":" + window.size());
        if (!window.isEmpty()) {
            out.append(head("first", window.get(0))).append(head("last", window.get(window.size() - 1)));
        }
        for (Section section : SECTIONS) {
            List<String> items = counts(section, window).stream()
                    .map(count -> "{\"" + section.name + "\":" + Json.string(count.getKey()) + ",\"blocks\":"
                            + count.getValue() + "}")
                    .toList();
            out.append(",\"").append(section.member).append("\":").append('[');
            out.append(String.join(",", items)).append(']');
        }
        return out.append('}').toString();
    }

    private static String head(String name, CentralBlock block) {
        return ",\"" + name + "\":{\"height\":" + block.height() + ",\"hash\":\"" + block.hash() + "\"}";
    }

    private static String csv(List<CentralBlock> window) {
        StringBuilder out = new StringBuilder("what,name,blocks\r\nblocks,," + window.size() + "\r\n");
        if (!window.isEmpty()) {
            for (CentralBlock block : List.of(window.get(0), window.get(window.size() - 1))) {
                out.append(block == window.get(0) ? "first" : "last").append(',');
                out.append(block.height()).append(':').append(block.hash()).append(",1\r\n");
            }
        }
        for (Section section : SECTIONS) {
            counts(section, window).forEach(count -> {
                String name = count.getKey();
                // RFC 4180: a field with a quote or a comma is quoted, and a quote within it doubled.
                String field = name.matches("[^\",\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
                out.append(section.member).append(',').append(field).append(',');
                out.append(count.getValue()).append("\r\n");
            });
        }
        return out.toString();
    }

    @Test
    void anHourBeyondTheYear9999IsNamedAsIso8601Has() {
        assertEquals("9999-12-31T23:00:00.000000Z", AuditReport.hour(253_402_300_799_999_999L));
        assertEquals("+10000-01-01T00:00:00Z", AuditReport.hour(253_402_300_800_000_000L));
        assertEquals("-0001-12-31T23:00:00Z", AuditReport.hour(-62_167_219_200_000_001L));
    }

    @Test
    void itCountsAsManyNamesAsThereIsRoomForAndSaysOfHowManyBlocksItHasNone() throws IOException {
        AuditReport report = AuditReport.of(reads, Long.MIN_VALUE, Long.MAX_VALUE, () -> {}, 4_096);
        AuditReport whole = AuditReport.of(reads, Long.MIN_VALUE, Long.MAX_VALUE);
        assertEquals(whole.blocks(), report.blocks());
        int characters = 0;
        for (AuditReport.Section section : report.sections()) {
            characters += section.counts().stream()
                    .mapToInt(count -> count.text().length())
                    .sum();
            long counted =
                    section.counts().stream().mapToLong(Tally.Count::blocks).sum();
            if (section.member().equals("by_hour")) {
                assertEquals(whole.blocks(), counted + section.others());
            }
        }
        assertTrue(characters < 4_096, characters + " characters");
        assertTrue(text(report.json()).contains("_left_out\":"));
    }

    @Test
    void itEndsWhenNobodyWaitsForItAnyMore() {
        assertThrows(
                IllegalStateException.class,
                () -> AuditReport.of(reads, Long.MIN_VALUE, Long.MAX_VALUE, () -> {
                    throw new IllegalStateException("gone");
                }));
    }

    @Test
    void itSaysWhereNotEveryElementWasCounted(@TempDir Path many) throws Exception {
        LedgerBuilder builder = new LedgerBuilder(many);
        Attribution by = Attribution.asserted("admin", null, null);
        for (int i = 0; i <= Tally.MOST; i++) {
            builder.change("port:" + i, "{}", null, by, null, i);
        }
        builder.write();
        LedgerReads all = LedgerReads.open(new LocalFiles(many), ElementTypes.standard());
        String json = text(AuditReport.of(all, Long.MIN_VALUE, Long.MAX_VALUE).json());
        assertTrue(json.endsWith(",\"most_changed_left_out\":1}"), json.substring(json.length() - 100));
    }
}
