package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostledger.it.LedgerFiles.Line;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every question of the API about this machine's own state, answered as by reading all files; and the same without an index. */
class QuestionsIT {
    private static final int QUESTIONS = 100;
    private static final String NDJSON = "application/x-ndjson";

    @TempDir
    Path directory;

    private final Random random = new Random(7);
    private final Reader reader = new Reader();
    private LedgerFiles files;

    @Test
    void everyAnswerIsThatOfReadingAllFilesWithAnIndexAndWithout() throws Exception {
        try (Service service = Service.start(directory)) {
            reader.to(service);
            record(HostState.lines());
            service.stop();
        }
        files = new LedgerFiles(directory);
        try (Service service = Service.start(directory)) {
            reader.to(service);
            globalQuestions();
            elements();
            hostAtATime();
            report();
            streamAndVerification();
            service.kill();
        }
        again();
        deleteIndex();
        again();
    }

    private void again() throws Exception {
        try (Service service = Service.start(directory)) {
            reader.to(service);
            reader.asksAllAgain();
            service.stop();
        }
    }

    private void deleteIndex() throws Exception {
        try (Stream<Path> index = Files.list(directory.resolve("index"))) {
            for (Path file : index.toList()) {
                Files.delete(file);
            }
        }
    }

    /** The machine's state; some of it changed, deleted, back again; a set, a rollback, events. */
    private void record(List<String> lines) throws Exception {
        post("/v1/changes", NDJSON, String.join("\n", lines), 200);
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String id = LedgerFiles.json(lines.get(i * 7)).get("element_id").toString();
            String state = i % 3 == 0 ? "null" : "{\"seen\":" + i + "}";
            changed.add("{\"element_id\":" + id + ",\"actor\":\"admin\",\"reason\":\"it " + i + "\",\"state\":" + state
                    + (i % 4 == 0 ? ",\"correlation_id\":\"window\"" : "") + "}");
            if (i % 6 == 0) {
                changed.add("{\"element_id\":" + id + ",\"actor\":\"oper\",\"state\":{\"back\":true}}");
            }
        }
        post("/v1/changes", NDJSON, String.join("\n", changed), 200);
        String one = LedgerFiles.json(lines.get(7)).get("element_id").asText();
        post(
                "/v1/elements/" + Reader.encoded(one) + "/rollback",
                "application/json",
                "{\"to_height\":0,\"actor\":\"oper\"}",
                201);
        post(
                "/v1/changesets",
                "application/json",
                "{\"actor\":\"oper\",\"correlation_id\":\"set\",\"changes\":[{\"element_id\":\"interface:it0\",\"state\":"
                        + "{\"n\":0}},{\"element_id\":\"interface:it1\",\"state\":{\"n\":1}}]}",
                201);
        for (int i = 0; i < 3; i++) {
            post(
                    "/v1/ledger/blocks",
                    "application/json",
                    "{\"category\":\"backup\",\"action\":\"finished\",\"payload\":{\"n\":" + i
                            + "},\"actor\":\"borg\"}",
                    201);
        }
    }

    private void globalQuestions() throws Exception {
        for (int i = 0; i < QUESTIONS; i++) {
            Map<String, String> filters = filters();
            boolean descending = random.nextBoolean();
            List<Line> expected = new ArrayList<>(files.blocks(filters));
            if (descending) {
                Collections.reverse(expected);
            }
            String order = "order=" + (descending ? "desc" : "asc");
            List<String> lines = expected.stream().map(Line::text).toList();
            assertEquals(lines, reader.lines("/v1/ledger/blocks", filters, order));
            if (i % 5 == 0) {
                assertEquals(expected.stream().map(Line::json).toList(), pages("/v1/ledger/blocks", filters, order));
            }
            filters.remove("from");
            filters.remove("to");
            List<String> details =
                    files.blocks(filters).stream().map(this::details).toList();
            assertEquals(details, reader.lines("/v1/changes", filters, "order=asc"));
        }
        Line last = files.central.get(files.central.size() - 1);
        assertEquals(last.text(), reader.get("/v1/ledger/blocks/" + last.at("/height"), "application/json"));
        assertEquals(last.text(), reader.get("/v1/ledger/blocks/" + last.at("/hash"), "application/json"));
        JsonNode ledger = LedgerFiles.json(reader.get("/v1/ledger", "application/json"));
        assertEquals(files.central.size(), ledger.get("blocks").asInt());
        assertEquals(files.chains.size(), ledger.get("elements").asInt());
        assertEquals(last.at("/hash"), ledger.get("hash").asText());
    }

    private String details(Line central) {
        Line element = files.element(central);
        return "{\"central\":" + central.text() + (element == null ? "" : ",\"element\":" + element.text()) + "}";
    }

    /** One to three filters whose values some block has. */
    private Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(List.of(
                "actor",
                "element_id",
                "element_prefix",
                "element_type",
                "category",
                "action",
                "correlation_id",
                "since",
                "until",
                "from",
                "to"));
        Collections.shuffle(names, random);
        for (String name : names.subList(0, 1 + random.nextInt(3))) {
            Line line = files.central.get(random.nextInt(files.central.size()));
            String id = line.at("/data/element_id");
            String value = switch (name) {
                case "element_prefix" -> id.substring(0, Math.min(id.length(), 3 + random.nextInt(8)));
                case "category", "action" -> line.at("/" + name);
                case "since", "until" -> line.at("/timestamp");
                case "from", "to" -> line.at("/height");
                default -> line.at("/data/" + name);
            };
            if (!value.isEmpty()) {
                filters.put(name, value);
            }
        }
        ordered(filters, "since", "until");
        if (filters.containsKey("from") && filters.containsKey("to")) {
            filters.remove("to"); // heights are compared as numbers, these are texts
        }
        return filters;
    }

    private static void ordered(Map<String, String> filters, String first, String last) {
        String from = filters.get(first);
        String to = filters.get(last);
        if (from != null && to != null && from.compareTo(to) > 0) {
            filters.put(first, to);
            filters.put(last, from);
        }
    }

    private void elements() throws Exception {
        List<String> all = new ArrayList<>(new TreeSet<>(files.chains.keySet()));
        for (String deleted : List.of("true", "false", "any")) {
            List<String> expected = all.stream()
                    .filter(id -> deleted.equals("any")
                            || last(id).json().get("state_snapshot").isNull() == deleted.equals("true"))
                    .toList();
            assertEquals(expected, ids(reader.lines("/v1/elements", Map.of("deleted", deleted), "order=asc")));
        }
        for (Map<String, String> asked : some()) {
            List<String> expected = all.stream()
                    .filter(id -> !last(id).json().get("state_snapshot").isNull() && fits(id, asked))
                    .toList();
            List<String> listed = reader.lines("/v1/elements", asked, "order=asc");
            assertEquals(expected, ids(listed), asked::toString);
            List<String> now = reader.lines("/v1/state", asked, "order=asc");
            assertEquals(expected, ids(now), asked::toString);
            for (int i = 0; i < expected.size(); i++) {
                isAsOf(last(expected.get(i)), now.get(i));
                Line block = last(expected.get(i));
                JsonNode item = LedgerFiles.json(listed.get(i));
                assertEquals(block.at("/hash"), item.get("hash").asText());
                assertEquals(block.at("/height"), item.get("height").asText());
                assertEquals(block.at("/modification_type"), item.get("action").asText());
            }
        }
        Collections.shuffle(all, random);
        for (String id : all.subList(0, 40)) {
            element(id);
        }
        for (String id : List.of("interface:it0", "interface:it1")) {
            element(id);
        }
    }

    /** What elements are asked for by. */
    private static List<Map<String, String>> some() {
        return List.of(
                Map.of(),
                Map.of("type", "Package"),
                Map.of("type", "NetworkInterface"),
                Map.of("prefix", "file:/etc/a"),
                Map.of("prefix", "p"),
                Map.of("type", "File", "prefix", "file:/etc/s"),
                Map.of("type", "File", "prefix", "package:"));
    }

    private boolean fits(String id, Map<String, String> asked) {
        return id.startsWith(asked.getOrDefault("prefix", ""))
                && (!asked.containsKey("type") || asked.get("type").equals(type(id)));
    }

    private String type(String id) {
        return files.central
                .get((int) (last(id).json().get("central_ledger_block").asLong()
                        - files.central.get(0).json().get("height").asLong()))
                .at("/data/element_type");
    }

    private Line last(String id) {
        List<Line> chain = files.chains.get(id);
        return chain.get(chain.size() - 1);
    }

    private void element(String id) throws Exception {
        String path = "/v1/elements/" + Reader.encoded(id);
        List<Line> chain = files.chains.get(id);
        assertEquals(chain.stream().map(Line::text).toList(), reader.lines(path + "/blocks", Map.of(), "order=asc"));
        isAsOf(last(id), reader.get(path, "application/json"));
        for (int height = 0; height < chain.size(); height++) {
            Line block = chain.get(height);
            assertEquals(block.text(), reader.get(path + "/blocks/" + height, "application/json"));
            isAsOf(block, reader.get(path + "?height=" + height, "application/json"));
            isAsOf(
                    files.at(block.timestamp()).get(id),
                    reader.get(path + "?at=" + block.at("/timestamp"), "application/json"));
            if (height > 0) {
                String changes = reader.get(path + "/diff?from=" + (height - 1) + "&to=" + height, "application/json");
                assertEquals(
                        block.json().get("changes"), LedgerFiles.json(changes).get("changes"), changes);
            }
        }
        int head = chain.size() - 1;
        String back = reader.get(path + "/diff?from=" + head + "&to=0", "application/json");
        HttpResponse<String> tried = Http.post(
                reader.api(),
                path + "/rollback",
                "application/json",
                "{\"to_height\":0,\"actor\":\"oper\",\"dry_run\":true}");
        assertEquals(200, tried.statusCode(), tried.body());
        assertEquals(back, tried.body());
        JsonNode verified =
                LedgerFiles.json(Http.get(reader.api(), path + "/verification").body());
        assertTrue(verified.get("intact").asBoolean(), verified::toString);
        assertEquals(chain.size(), verified.at("/checked/element_blocks").asInt());
    }

    private static void isAsOf(Line block, String answer) {
        JsonNode item = LedgerFiles.json(answer);
        assertEquals(block.json().get("state_snapshot"), item.get("state"), answer);
        assertEquals(block.at("/hash"), item.get("hash").asText());
        assertEquals(block.at("/height"), item.get("height").asText());
        assertEquals(block.at("/timestamp"), item.get("timestamp").asText());
        assertEquals(block.at("/modification_type"), item.get("action").asText());
        assertEquals(
                block.json().get("state_snapshot").isNull(), item.get("deleted").asBoolean());
    }

    private void hostAtATime() throws Exception {
        for (int i = 0; i < 6; i++) {
            String from =
                    files.central.get(random.nextInt(files.central.size())).at("/timestamp");
            String to = files.central.get(random.nextInt(files.central.size())).at("/timestamp");
            if (from.compareTo(to) > 0) {
                String earlier = to;
                to = from;
                from = earlier;
            }
            Map<String, Line> then = files.at(LedgerFiles.micros(from));
            Map<String, Line> later = files.at(LedgerFiles.micros(to));
            List<String> there = reader.lines("/v1/state", Map.of("at", from), "order=asc");
            then.values().removeIf(line -> line.json().get("state_snapshot").isNull());
            later.values().removeIf(line -> line.json().get("state_snapshot").isNull());
            assertEquals(new ArrayList<>(then.keySet()), ids(there));
            for (String item : there) {
                isAsOf(then.get(LedgerFiles.json(item).get("element_id").asText()), item);
            }
            TreeSet<String> differing = new TreeSet<>(then.keySet());
            differing.addAll(later.keySet());
            differing.removeIf(id -> state(then.get(id)).equals(state(later.get(id))));
            List<String> differences = reader.lines("/v1/diff", Map.of("from", from, "to", to), "order=asc");
            assertEquals(new ArrayList<>(differing), ids(differences));
            assertEquals(
                    HostDifferences.of(files, LedgerFiles.micros(from), LedgerFiles.micros(to)),
                    differences.stream().map(LedgerFiles::json).toList());
        }
    }

    private static String state(Line line) {
        return line == null ? "" : line.json().get("state_snapshot").toString();
    }

    private void report() throws Exception {
        String middle = files.central.get(files.central.size() / 2).at("/timestamp");
        ReportTotals.are(files, reader, Map.of());
        ReportTotals.are(files, reader, Map.of("since", middle));
        ReportTotals.are(files, reader, Map.of("until", middle));
    }

    private void streamAndVerification() throws Exception {
        Subscription stream = new Subscription();
        stream.follow(reader.api());
        stream.await(files.central.size());
        assertEquals(files.central.stream().map(Line::text).toList(), List.copyOf(stream.blocks()));
        JsonNode verified =
                LedgerFiles.json(Http.get(reader.api(), "/v1/verification").body());
        assertTrue(verified.get("intact").asBoolean(), verified::toString);
        assertEquals(
                files.central.size(), verified.at("/checked/central_blocks").asInt());
        assertEquals(files.chains.size(), verified.at("/checked/elements").asInt());
    }

    private static List<String> ids(List<String> items) {
        return items.stream()
                .map(item -> LedgerFiles.json(item).get("element_id").asText())
                .toList();
    }

    /** The same by pages. */
    private List<JsonNode> pages(String path, Map<String, String> parameters, String order) throws Exception {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            String query = Reader.query(parameters, order) + "&limit=" + (20 + random.nextInt(300)) + next;
            JsonNode page = LedgerFiles.json(reader.get(path + query, "application/json"));
            page.get("items").forEach(items::add);
            next = page.has("next")
                    ? "&after=" + Reader.encoded(page.get("next").asText())
                    : "";
        } while (!next.isEmpty());
        return items;
    }

    private void post(String path, String type, String body, int status) throws Exception {
        HttpResponse<String> answer = Http.post(reader.api(), path, type, body);
        assertEquals(status, answer.statusCode(), answer.body());
    }
}
