package io.hostledger.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every line of a data directory, read one after another and kept: slow answers that are easy to believe. */
final class LedgerFiles {
    /** A line, and what it says. */
    record Line(String text, JsonNode json) {
        String at(String pointer) {
            return json.at(pointer).asText();
        }

        long timestamp() {
            return micros(at("/timestamp"));
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final List<Line> central = new ArrayList<>();
    /** By element id. */
    final Map<String, List<Line>> chains = new TreeMap<>();

    LedgerFiles(Path directory) throws IOException {
        central.addAll(lines(directory.resolve("ledger.jsonl")));
        try (Stream<Path> files = Files.walk(directory.resolve("element-chains"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                List<Line> chain = lines(file);
                chains.put(chain.get(0).at("/element_id"), chain);
            }
        }
    }

    private static List<Line> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> new Line(line, json(line)))
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a timestamp as the ledger writes it. */
    static long micros(String timestamp) {
        java.time.Instant instant = java.time.Instant.parse(timestamp);
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    /** Central lines that a question's parameters let through. */
    List<Line> blocks(Map<String, String> parameters) {
        Predicate<Line> wanted = line -> true;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            wanted = wanted.and(filter(parameter.getKey(), parameter.getValue()));
        }
        return central.stream().filter(wanted).toList();
    }

    private static Predicate<Line> filter(String name, String value) {
        return switch (name) {
            case "actor" -> line -> line.at("/data/actor").equals(value);
            case "element_id" -> line -> line.at("/data/element_id").equals(value);
            case "element_prefix" ->
                line -> line.json.at("/data").has("element_id")
                        && line.at("/data/element_id").startsWith(value);
            case "element_type" -> line -> line.at("/data/element_type").equals(value);
            case "category", "action" -> line -> line.at("/" + name).equals(value);
            case "correlation_id" -> line -> line.at("/data/correlation_id").equals(value);
            case "since" -> line -> line.timestamp() >= micros(value);
            case "until" -> line -> line.timestamp() < micros(value);
            case "from" -> line -> line.json.get("height").asLong() >= Long.parseLong(value);
            case "to" -> line -> line.json.get("height").asLong() <= Long.parseLong(value);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The element line of a central line's change; null for an event. */
    Line element(Line of) {
        List<Line> chain = chains.get(of.at("/data/element_id"));
        return chain == null
                ? null
                : chain.get(of.json.at("/data/element_height").asInt());
    }

    /** Each element's last block that is not later, by id; those that began later are left out. */
    Map<String, Line> at(long micros) {
        Map<String, Line> last = new LinkedHashMap<>();
        chains.forEach((id, chain) -> chain.stream()
                .filter(line -> line.timestamp() <= micros)
                .reduce((first, second) -> second)
                .ifPresent(line -> last.put(id, line)));
        return last;
    }
}
