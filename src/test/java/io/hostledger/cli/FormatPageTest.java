package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hostledger.verify.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the very commands of the page on the format, and holds its examples to the golden ledger. */
class FormatPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/format.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);

    @TempDir
    Path temp;

    private String page;
    private Path data;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(PAGE);
        data = Samples.v1(temp);
    }

    private List<MatchResult> all(Pattern pattern) {
        return pattern.matcher(page).results().toList();
    }

    @Test
    void everyCommandGivesWhatThePageSays() throws Exception {
        for (String tool : List.of("bash", "jq", "sed", "sha256sum", "tr")) {
            assumeTrue(isOnPath(tool), tool + " is not installed");
        }
        List<MatchResult> commands = all(COMMANDS);
        assertEquals(commands.size(), page.split("```sh\n", -1).length - 1, "each has its output");
        assertFalse(commands.isEmpty());
        for (MatchResult command : commands) {
            assertEquals(command.group(2), run(command.group(1)), command.group(1));
        }
    }

    @Test
    void theReportIsThatOfTheDamageThatIsNamed() throws IOException {
        Samples.replace(data.resolve("ledger.jsonl"), "window_opened", "window_closed");
        Pattern took = Pattern.compile("\"took_ms\":\\d+");
        String report = all(EXAMPLE).get(2).group(1) + "\n";
        String found = Ran.command("verify", "--json", data).out();
        assertEquals(took.matcher(report).replaceAll("T"), took.matcher(found).replaceAll("T"));
    }

    @Test
    void everyKindOfFindingIsTold() {
        List<String> told = all(Pattern.compile("(?m)^\\| `([a-z_]+)` \\| .+ \\|$")).stream()
                .map(row -> row.group(1))
                .toList();
        for (FindingKind kind : FindingKind.values()) {
            assertTrue(told.contains(kind.slug()), kind.slug());
        }
    }

    @Test
    void theExamplesAreLinesOfTheGoldenLedger() throws IOException {
        List<MatchResult> examples = all(EXAMPLE);
        assertEquals(3, examples.size());
        assertEquals(
                Samples.lines(data.resolve("element-chains/network/interfaces/vi101.jsonl"))
                        .get(1),
                examples.get(0).group(1));
        assertEquals(
                Samples.lines(data.resolve("ledger.jsonl")).get(2),
                examples.get(1).group(1));
    }

    private static boolean isOnPath(String tool) {
        return Pattern.compile(":")
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private String run(String commands) throws IOException, InterruptedException {
        Path out = temp.resolve("out");
        Process bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertTrue(bash.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, bash.exitValue(), commands);
        return Files.readString(out);
    }
}
