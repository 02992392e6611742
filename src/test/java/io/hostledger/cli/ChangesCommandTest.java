package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesCommandTest {
    @TempDir
    Path temp;

    private Path data;

    @BeforeEach
    void copy() throws IOException {
        data = Samples.v1(temp);
    }

    private Ran run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("changes", "--data-dir", data));
        all.addAll(List.of(arguments));
        return Ran.command(all.toArray());
    }

    @Test
    void changesAreTheFirstFirst() {
        assertEquals(
                """
                2025-10-13 10:02:00Z      2  modified        interface:vi101               by admin
                    Changed bridge to ovsbr1
                    ~ bridge  "ovsbr0" -> "ovsbr1"
                2025-10-13 10:08:00Z     11  deleted         interface:vi101               by admin
                    Decommissioned
                    - bridge     "ovsbr1"
                    - interface  "vi101"
                    - vmid       101
                2025-10-13 10:09:00Z     13  created         interface:vi101               by admin
                    + bridge     "ovsbr0"
                    + interface  "vi101"
                    + vmid       101
                """,
                run("--since", "1h58m", "--actor", "admin", "--element-id", "interface:vi101")
                        .well());
    }

    @Test
    void sinceCountsInAndUntilDoesNot() {
        assertEquals(
                """
                2025-10-13 10:03:30Z      4  reloaded        service:nginx                 by admin
                2025-10-13 10:03:00Z      3  started         service:nginx                 by systemd
                """,
                run(
                                "--oneline",
                                "--reverse",
                                "--since",
                                "2025-10-13T10:03:00Z",
                                "--until",
                                "2025-10-13T10:04:00.000001Z")
                        .well());
        assertEquals("", run("--until", "yesterday").well());
        assertEquals(20, run("--since", "today", "--oneline").well().lines().count());
    }

    @Test
    void otherEventsAreShownWithTheirPayload() {
        assertEquals(
                "2025-10-13 10:05:00Z      7  window_opened   maintenance                   by carol"
                        + "  {\"hosts\":[\"h1\"],\"ticket\":\"CHG-17\"}\n",
                run("--category", "maintenance").well());
    }

    @Test
    void bothBlocksAreVerbatimInJson() throws IOException {
        String central = Samples.lines(data.resolve("ledger.jsonl")).get(17);
        String element = Files.readString(data.resolve("element-chains/filesystem/mounts/_.jsonl"))
                .strip();
        assertEquals(
                "{\"central\":" + central + ",\"element\":" + element + "}\n",
                run("--json", "--element-type", "MountPoint").well());
        assertEquals(5, run("--json", "-n", 5).well().lines().count());
    }

    @Test
    void legacyBlocksAreShownToo() throws IOException {
        data = Samples.legacy(Files.createDirectory(temp.resolve("legacy")));
        String out = run("--actor", "admin").well();
        assertEquals("""
                2025-10-13 10:00:04Z      5  modified        config                        by admin  {"a":2,"m":{"b":[],"y":1},"z":1}
                2025-10-13 10:00:11Z     12  modified        config                        by admin  {"a":2,"m":{"b":[],"y":1},"z":1}
                2025-10-13 11:01:00Z     16  created         interface:vi100               by admin
                """, out.lines().limit(3).reduce("", (all, line) -> all + line + "\n"));
        assertTrue(run("--json", "-n", 1).well().startsWith("{\"central\":{\"timestamp\":1795375272,"));
    }

    @Test
    void aTimeThatIsNoneIsMisuse() {
        Ran ran = run("--since", "soon");
        assertEquals(2, ran.code());
        assertEquals(
                "hostledger: Invalid value for option '--since': a time is like " + Moments.FORMS
                        + "\nTry 'hostledger changes --help'.\n",
                ran.err());
    }

    @Test
    void aLedgerThatHasNoBlockYetHasNoChanges() throws IOException {
        data = Files.createDirectories(temp.resolve("new/journal")).getParent();
        assertEquals("", run().well());
    }

    @Test
    void aDirectoryThatHasNoLedgerIsRefused() throws IOException {
        data = Files.createDirectory(temp.resolve("empty"));
        assertRefused(data + " holds no ledger: there is neither ledger.jsonl nor element-chains in it");
        data = Samples.v1(Files.createDirectory(temp.resolve("lost")));
        Files.delete(data.resolve("ledger.jsonl"));
        assertRefused(data + " has lost its ledger.jsonl; hostledger verify tells all that is wrong");
    }

    @Test
    void whatCannotBeMeantIsMisuse() {
        assertRefused("--until is before --since\nTry 'hostledger changes --help'.", "--since", "1h", "--until", "2h");
        assertRefused(
                "Invalid value for option '--limit': \"-1\" is no whole number from 0 on"
                        + "\nTry 'hostledger changes --help'.",
                "-n",
                "-1");
    }

    private void assertRefused(String why, Object... arguments) {
        Ran ran = run(arguments);
        assertEquals(2, ran.code());
        assertEquals("hostledger: " + why + "\n", ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void blocksThatWereChangedAreShownWithAWarning() throws IOException {
        Samples.replace(data.resolve("ledger.jsonl"), "\"started\"", "\"stopped\"");
        Samples.replace(data.resolve("element-chains/network/interfaces/vi101.jsonl"), "Decommissioned", "Sold");
        for (String form : List.of("--oneline", "--json")) {
            Ran ran = run(form);
            assertEquals(1, ran.code());
            assertEquals(20, ran.out().lines().count());
            assertTrue(ran.err().startsWith("hash_mismatch  ledger.jsonl\n    block 3 of service:nginx\n"), ran.err());
            assertTrue(
                    ran.err()
                            .contains("hash_mismatch  element-chains/network/interfaces/vi101.jsonl\n"
                                    + "    block 2 of interface:vi101\n"),
                    ran.err());
        }
    }

    @Test
    void aBlockThatItsCentralOneDoesNotNameIsWarnedOf() throws IOException {
        Path chain = data.resolve("element-chains/network/interfaces/vi102.jsonl");
        List<String> lines = Samples.lines(chain);
        List<String> mount = Samples.lines(data.resolve("element-chains/filesystem/mounts/_.jsonl"));
        Samples.write(chain, List.of(mount.get(0), lines.get(1)));
        Ran ran = run("--element-id", "interface:vi102");
        assertEquals(1, ran.code());
        assertTrue(ran.err().startsWith("cross_reference  element-chains/network/interfaces/vi102.jsonl\n"), ran.err());
    }
}
