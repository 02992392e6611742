package io.hostledger.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Timestamp;
import io.hostledger.disk.LocalFiles;
import io.hostledger.index.LedgerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElementReadsTest {
    private static final ElementTypes TYPES = ElementTypes.standard();
    private static final int BLOCKS = 3_000;

    @TempDir
    static Path root;

    private static RandomLedger ledger;
    private static Naive naive;
    private static LedgerReads reads;
    private static ElementReads elements;

    private final Random random = new Random(3);

    @BeforeAll
    static void makeLedger() throws Exception {
        ledger = new RandomLedger(root, 4);
        ledger.add(BLOCKS);
        naive = new Naive(root);
        reads = LedgerReads.open(new LocalFiles(root), TYPES);
        elements = new ElementReads(reads);
    }

    private static ElementId id(String text) {
        try {
            return TYPES.parse(text);
        } catch (InvalidElementId e) {
            throw new AssertionError(e);
        }
    }

    private static String item(ElementBlock block, boolean withState) {
        return "{\"element_id\":" + Json.string(block.elementId())
                + ",\"element_type\":\"" + id(block.elementId()).type().name()
                + "\",\"height\":" + block.height()
                + ",\"hash\":\"" + block.hash()
                + "\",\"timestamp\":\"" + Timestamp.format(block.timestamp())
                + "\",\"action\":\"" + block.modificationType()
                + "\",\"deleted\":" + block.deleted()
                + (withState ? ",\"state\":" + block.state() : "") + "}";
    }

    private static String json(ElementAnswer answer) {
        ElementAnswer.Found found = assertInstanceOf(ElementAnswer.Found.class, answer);
        return new String(found.json(), StandardCharsets.UTF_8);
    }

    @Test
    void anElementsHistoryIsItsFileInEitherOrderAndInPages() throws IOException {
        for (Map.Entry<String, List<Naive.Element>> entry : naive.elements.entrySet()) {
            List<String> lines =
                    entry.getValue().stream().map(Naive.Element::line).toList();
            for (boolean descending : new boolean[] {false, true}) {
                Answered.Question question = after -> ElementHistory.open(reads, id(entry.getKey()), descending, after);
                assertEquals(Naive.lines(lines, descending), Answered.stream(question));
                assertEquals(Naive.lines(lines, descending), Answered.pages(question, 1 + random.nextInt(20)));
            }
        }
        assertNull(ElementHistory.open(reads, id("user:nobody"), false, null));
    }

    @Test
    void anElementIsToldNowAtEachHeightAndAtAnyTime() throws IOException {
        for (Map.Entry<String, List<Naive.Element>> entry : naive.elements.entrySet()) {
            ElementId id = id(entry.getKey());
            List<Naive.Element> chain = entry.getValue();
            assertEquals(item(chain.get(chain.size() - 1).block(), true), json(elements.now(id)));
            for (int i = 0; i < 5; i++) {
                int height = random.nextInt(chain.size());
                assertEquals(item(chain.get(height).block(), true), json(elements.atHeight(id, height)));
                assertEquals(chain.get(height).line(), json(elements.block(id, height)));
                long time = random.nextLong(RandomLedger.START - 3, ledger.time + 3);
                ElementBlock then = chain.stream()
                        .map(Naive.Element::block)
                        .filter(block -> block.timestamp() <= time)
                        .reduce((earlier, later) -> later)
                        .orElse(null);
                ElementAnswer answer = elements.at(id, time);
                if (then == null) {
                    assertEquals(new ElementAnswer.NotYet(chain.get(0).block().timestamp()), answer);
                } else {
                    assertEquals(item(then, true), json(answer));
                }
            }
            assertEquals(new ElementAnswer.NoBlock(chain.size() - 1), elements.atHeight(id, chain.size()));
            assertEquals(new ElementAnswer.NoBlock(chain.size() - 1), elements.block(id, chain.size()));
        }
        assertEquals(new ElementAnswer.NoElement(), elements.now(id("user:nobody")));
        assertEquals(new ElementAnswer.NoElement(), elements.block(id("user:nobody"), 0));
        assertEquals(new ElementAnswer.NoElement(), elements.at(id("user:nobody"), Long.MAX_VALUE - 1));
    }

    @Test
    void differencesAreThoseBetweenTheStatesOfTwoHeights() throws IOException {
        for (Map.Entry<String, List<Naive.Element>> entry : naive.elements.entrySet()) {
            List<Naive.Element> chain = entry.getValue();
            int from = random.nextInt(chain.size());
            int to = random.nextInt(chain.size());
            Json expected = Diff.between(
                    chain.get(from).block().state(), chain.get(to).block().state());
            assertEquals("{\"changes\":" + expected + "}", json(elements.difference(id(entry.getKey()), from, to)));
        }
    }

    @Test
    void elementsAreListedByTypePrefixAndWhetherTheyAreDeleted() throws IOException {
        List<ElementFilter> filters = new ArrayList<>();
        for (Boolean deleted : new Boolean[] {null, true, false}) {
            for (String type : new String[] {null, "File", "NetworkPort", "Nothing"}) {
                for (String prefix : new String[] {null, "file:/etc", "p", "port:1", "zzz"}) {
                    filters.add(new ElementFilter(type, prefix, deleted));
                }
            }
        }
        for (ElementFilter filter : filters) {
            List<String> expected = naive.elements.values().stream()
                    .map(chain -> chain.get(chain.size() - 1).block())
                    .filter(block -> matches(filter, block))
                    .map(block -> item(block, false))
                    .toList();
            for (boolean descending : new boolean[] {false, true}) {
                Answered.Question question = after -> new ElementList(reads, filter, descending, after);
                assertEquals(Naive.lines(expected, descending), Answered.stream(question), filter::toString);
                assertEquals(Naive.lines(expected, descending), Answered.pages(question, 7), filter::toString);
                assertEquals(Naive.lines(expected, descending), Answered.pages(question, 7, 5), filter::toString);
            }
        }
    }

    private static boolean matches(ElementFilter filter, ElementBlock block) {
        return (filter.deleted() == null || filter.deleted() == block.deleted())
                && (filter.type() == null
                        || filter.type().equals(id(block.elementId()).type().name()))
                && (filter.prefix() == null || block.elementId().startsWith(filter.prefix()));
    }

    /** The element's block after a central block; null if there is none. */
    private static @Nullable ElementBlock upTo(List<Naive.Element> chain, long central) {
        return chain.stream()
                .map(Naive.Element::block)
                .filter(block -> block.centralHeight() <= central)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    @Test
    void theHostsStateIsThatOfEveryElementThatWasThere() throws IOException {
        for (int i = 0; i < 12; i++) {
            long height = i == 0 ? BLOCKS - 1 : random.nextInt(BLOCKS);
            ElementFilter filter = new ElementFilter(i % 3 == 1 ? "File" : null, i % 4 == 1 ? "p" : null, null);
            List<String> expected = naive.elements.values().stream()
                    .map(chain -> upTo(chain, height))
                    .filter(block -> block != null && !block.deleted() && matches(filter, block))
                    .map(block -> item(block, true))
                    .toList();
            boolean descending = random.nextBoolean();
            Answered.Question question = after -> new HostState(reads, filter, height, descending, after);
            assertEquals(Naive.lines(expected, descending), Answered.stream(question));
            assertEquals(Naive.lines(expected, descending), Answered.pages(question, 11));
            assertEquals(Naive.lines(expected, descending), Answered.pages(question, 11, 40));
        }
    }

    @Test
    void theHostsDifferencesNameWhoAndWhy() throws IOException {
        for (int i = 0; i < 40; i++) {
            long x = random.nextInt(-1, BLOCKS);
            long y = i % 2 == 0 ? Math.min(BLOCKS - 1, x + random.nextInt(100)) : random.nextInt(-1, BLOCKS);
            long from = Math.min(x, y);
            long to = Math.max(x, y);
            List<String> expected = new ArrayList<>();
            for (String element : new TreeSet<>(naive.elements.keySet())) {
                String difference = difference(naive.elements.get(element), from, to);
                if (difference != null) {
                    expected.add(difference);
                }
            }
            boolean descending = random.nextBoolean();
            Answered.Question question = after -> new HostDifference(reads, from, to, descending, after);
            assertEquals(Naive.lines(expected, descending), Answered.stream(question));
            assertEquals(Naive.lines(expected, descending), Answered.pages(question, 13));
            assertEquals(Naive.lines(expected, descending), Answered.pages(question, 13, 40));
        }
    }

    @Test
    void anElementWhoseChangesAreTooLargeIsToldWithoutThem(@TempDir Path other) throws IOException {
        LedgerBuilder builder = new LedgerBuilder(other);
        Attribution by = Attribution.asserted("admin", null, null);
        String many = below("a") + "," + below("b");
        builder.change("user:large", "{" + many + "}", null, by, null, 1_000);
        builder.change("user:next", "{}", null, by, null, 2_000);
        builder.change("user:large", "{\"" + "a".repeat(8_000) + "\":{}," + below("b") + "}", null, by, null, 3_000);
        String nothing = "{\"" + "a".repeat(8_000) + "\":{},\"" + "b".repeat(8_000) + "\":{}}";
        builder.change("user:large", nothing, null, by, null, 4_000);
        builder.change("user:next", "{\"n\":1}", null, by, null, 5_000);
        builder.write();
        LedgerReads both = LedgerReads.open(new LocalFiles(other), TYPES);
        List<String> items = Answered.stream(after -> new HostDifference(both, 1, 4, false, after));
        assertEquals(2, items.size());
        Json large = Json.ofCanonical(items.get(0));
        assertNull(large.member("changes"));
        assertTrue(items.get(0).contains("\"changes_left_out\":true,\"blocks\":[{\"central_height\":2,"), "it says so");
        assertTrue(items.get(1).contains("\"changes\":[{\"field\":\"n\",\"new_value\":1}]"), items.get(1));
    }

    private static String below(String letter) {
        return IntStream.range(0, 990)
                .mapToObj(i -> String.format("\"m%03d\":1", i))
                .collect(Collectors.joining(",", "\"" + letter.repeat(8_000) + "\":{", "}"));
    }

    private static @Nullable String difference(List<Naive.Element> chain, long from, long to) {
        ElementBlock before = upTo(chain, from);
        ElementBlock after = upTo(chain, to);
        Json was = before == null ? Json.NULL : before.state();
        if (after == null || was.equals(after.state())) {
            return null;
        }
        List<String> blocks = new ArrayList<>();
        for (Naive.Element element : chain) {
            ElementBlock block = element.block();
            if (block.centralHeight() > from && block.centralHeight() <= to) {
                blocks.add("{\"central_height\":" + block.centralHeight() + ",\"timestamp\":\""
                        + Timestamp.format(block.timestamp()) + "\",\"actor\":"
                        + Json.string(block.by().actor())
                        + (block.reason() == null ? "" : ",\"reason\":" + Json.string(block.reason()))
                        + ",\"action\":\"" + block.modificationType() + "\"}");
            }
        }
        return "{\"element_id\":" + Json.string(after.elementId()) + ",\"element_type\":\""
                + id(after.elementId()).type().name() + "\",\"changes\":" + Diff.between(was, after.state())
                + ",\"blocks\":[" + String.join(",", blocks) + "]}";
    }

    @Test
    void changesShowTheLinesOfBothTiers() throws IOException {
        for (int i = 0; i < 60; i++) {
            BlockFilter filter = RandomLedger.question(random, BLOCKS, ledger.time);
            boolean descending = random.nextBoolean();
            List<String> expected = new ArrayList<>();
            for (Naive.Central block : naive.central) {
                if (Naive.matches(filter, block.block())) {
                    var ref = block.block().element();
                    String element = ref == null
                            ? ""
                            : ",\"element\":"
                                    + naive.elements
                                            .get(ref.id())
                                            .get((int) ref.height())
                                            .line();
                    expected.add("{\"central\":" + block.line() + element + "}");
                }
            }
            assertEquals(
                    Naive.lines(expected, descending),
                    Answered.stream(after -> new Changes(reads, TYPES, filter, descending, after)));
        }
    }
}
