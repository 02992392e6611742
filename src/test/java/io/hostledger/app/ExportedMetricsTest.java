package io.hostledger.app;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostledger.k8s.Manifests;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metrics of a running service, held to the page that lists them and to what asks for them. */
@QuarkusTest
class ExportedMetricsTest {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (hostledger_\\w+) (\\w+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z]\\w*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(hostledger_\\w+)` \\| (\\w+) \\| ([^|]+) \\| ([^|]*)\\|");
    /** In a question: what is in quotes or brackets, and labels, are no metrics. */
    private static final Pattern BESIDE =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)|,\\s*\\w+(?=\\)$)");

    private static final Pattern NAME =
            Pattern.compile("\\b(?!(?:and|or|unless|offset|bool)\\b)[A-Za-z_]\\w*\\b(?!\\s*\\()");

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    private String scraped;

    @BeforeEach
    void changeAndScrape() {
        given().contentType("application/json")
                .body("{\"element_id\":\"file:/never/a/label\",\"state\":{\"n\":" + System.nanoTime()
                        + "},\"actor\":\"never-a-label\"}")
                .post("/v1/changes")
                .then()
                .statusCode(201);
        given().urlEncodingEnabled(false)
                .get("/v1/elements/file:%2Fnever%2Fa%2Flabel")
                .then()
                .statusCode(200);
        given().get("/v1/verification").then().statusCode(200);
        scraped = given().accept("text/plain")
                .get(metrics)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    @Test
    void thePageListsWhatIsExported() throws Exception {
        Map<String, String> exported = new TreeMap<>();
        all(TYPE, scraped).forEach(it -> exported.put(it.group(1), it.group(2)));
        exported.keySet().removeIf(name -> name.endsWith("_max"));
        Map<String, String> listed = new TreeMap<>();
        all(ROW, page()).forEach(it -> listed.put(it.group(1), it.group(2)));
        assertEquals(exported, listed);
    }

    @Test
    void unitsAndLabelsAreThoseOfThePage() throws Exception {
        for (MatchResult row : all(ROW, page())) {
            String name = row.group(1).replaceFirst("_total$", "");
            for (String unit : List.of("seconds", "bytes")) {
                assertEquals(row.group(3).equals(unit), name.endsWith("_" + unit), row.group());
            }
            Set<String> labels = new TreeSet<>();
            all(SAMPLE, scraped).stream()
                    .filter(it -> it.group(1).startsWith(row.group(1)) && it.group(2) != null)
                    .forEach(it -> all(LABEL, it.group(2)).forEach(label -> labels.add(label.group(1))));
            labels.remove("le");
            Set<String> listed = new TreeSet<>();
            all(Pattern.compile("`(\\w+)`"), row.group(4)).forEach(it -> listed.add(it.group(1)));
            assertEquals(listed, labels, row.group(1));
        }
    }

    @Test
    void everyValueOfALabelIsNamedOnThePageOrANumber() throws Exception {
        String page = page();
        for (MatchResult sample : all(SAMPLE, scraped)) {
            if (sample.group(1).startsWith("hostledger_") && sample.group(2) != null) {
                for (MatchResult label : all(LABEL, sample.group(2))) {
                    String value = label.group(2);
                    assertTrue(value.matches("[+]Inf|[0-9.E-]+") || page.contains("`" + value + "`"), sample::group);
                }
            }
        }
        assertFalse(scraped.contains("never"), "an id, an actor or a path is a label");
    }

    @Test
    void theStepsMakeUpTheWhole() {
        double steps = sum("hostledger_commit_step_seconds_sum");
        double whole = sum("hostledger_commit_seconds_sum");
        assertTrue(whole > 0);
        assertEquals(whole, steps, whole * 1e-6);
        assertEquals(4 * sum("hostledger_commit_seconds_count"), sum("hostledger_commit_step_seconds_count"));
        assertTrue(sum("hostledger_batch_blocks_sum") >= sum("hostledger_commit_seconds_count"));
        assertEquals(0, sum("hostledger_read_only"));
        assertEquals(0, sum("hostledger_verification_findings"));
        assertEquals(1, sum("hostledger_recoveries_total"));
        assertTrue(sum("hostledger_disk_free_bytes") > sum("hostledger_disk_reserve_bytes"));
    }

    private double sum(String name) {
        return all(Pattern.compile("(?m)^" + name + "(?:\\{.*})? (\\S+)$"), scraped).stream()
                .mapToDouble(it -> Double.parseDouble(it.group(1)))
                .sum();
    }

    private static List<String> alerts() throws Exception {
        List<String> questions = new ArrayList<>();
        for (JsonNode manifest : Manifests.of("overlays/monitoring")) {
            manifest.findValues("expr").forEach(it -> questions.add(it.asText()));
        }
        return questions;
    }

    /** The metrics that a question asks for. */
    private static Set<String> asked(String question) {
        Set<String> names = new TreeSet<>();
        all(NAME, BESIDE.matcher(question).replaceAll("")).forEach(name -> names.add(name.group()));
        return names;
    }

    @Test
    void alertsAndDashboardAskForWhatIsExported() throws Exception {
        Set<String> exported = new TreeSet<>();
        all(SAMPLE, scraped).forEach(it -> exported.add(it.group(1)));
        List<String> questions = alerts();
        assertTrue(questions.size() > 4);
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("k8s/overlays/monitoring/dashboard.json").toFile());
        dashboard.findValues("expr").forEach(it -> questions.add(it.asText()));
        dashboard.findValues("query").stream()
                .map(JsonNode::asText)
                .filter(it -> it.startsWith("label_values("))
                .forEach(questions::add);
        Set<String> asked = new TreeSet<>();
        questions.forEach(it -> asked.addAll(asked(it)));
        assertTrue(asked.size() > 15);
        asked.removeAll(exported);
        assertEquals(Set.of(), asked);
    }

    @Test
    void aMetricOfAnyNameIsSeenInAQuestion() {
        assertEquals(
                Set.of("jvm_a", "hostlegder_b", "c"),
                asked(
                        "sum by (le, node) (rate(jvm_a{x=\"y\"}[$__rate_interval])) / hostlegder_b > 2 * 60 or c unless c"));
        assertEquals(Set.of("a"), asked("label_values(a{b=~\"$b\"}, node)"));
    }

    /** Every program on a JVM has metrics of the process. */
    @Test
    void noAlertIsOfAnotherProgram() throws Exception {
        for (String alert : alerts()) {
            for (String name : asked(alert.replaceAll("\\(\\w+ and hostledger_\\w+\\)", ""))) {
                assertTrue(name.startsWith("hostledger_"), alert);
            }
        }
    }

    private static String page() throws Exception {
        return Files.readString(Path.of("src/site/markdown/monitoring.md"));
    }
}
