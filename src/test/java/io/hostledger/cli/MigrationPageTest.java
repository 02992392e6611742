package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Holds the page on migration to what its verifications really print, on the sample that the Rust program wrote. */
class MigrationPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/migration.md");
    private static final Path SAMPLE = Path.of("src/test/resources/legacy/ledger.jsonl");
    private static final Pattern COMMANDS =
            Pattern.compile("```sh\n[^`]*?hostledger verify (\\S+)\n```\n\n```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SED = Pattern.compile("^sed .*$", Pattern.MULTILINE);
    private static final Pattern TOOK = Pattern.compile("took {5}[0-9.]+ s");

    @TempDir
    Path temp;

    /** The page's commands are those of the hosts that it is for, whose sed changes files in place. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void everyVerificationPrintsWhatThePageSays() throws Exception {
        List<String> lines = Samples.lines(SAMPLE);
        ledger("data", lines);
        List<String> torn = new ArrayList<>(lines);
        torn.add(30, lines.get(30).substring(0, 80));
        ledger("torn-inside", torn);
        ledger("repaired", torn);
        lines.set(30, lines.get(30).substring(0, 80) + lines.get(30));
        ledger("torn-glued", lines);
        ledger("mended", lines);
        for (MatchResult repair : SED.matcher(Files.readString(PAGE)).results().toList()) {
            Process sed = new ProcessBuilder("sh", "-c", repair.group())
                    .directory(temp.toFile())
                    .start();
            String said = new String(sed.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, sed.waitFor(), repair.group() + ": " + said);
        }

        List<MatchResult> commands =
                COMMANDS.matcher(Files.readString(PAGE)).results().toList();
        assertEquals(
                List.of("data", "torn-inside", "repaired", "torn-glued", "mended"),
                commands.stream().map(command -> command.group(1)).toList());
        for (MatchResult command : commands) {
            String out = Ran.command("verify", temp.resolve(command.group(1))).out();
            assertEquals(timeless(command.group(2)), timeless(out), command.group(1));
        }
    }

    private void ledger(String directory, List<String> lines) throws IOException {
        Samples.write(Files.createDirectory(temp.resolve(directory)).resolve("ledger.jsonl"), lines);
    }

    private static String timeless(String text) {
        return TOOK.matcher(text).replaceAll("took T");
    }
}
