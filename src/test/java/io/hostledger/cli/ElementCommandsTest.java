package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about one element: log, show and diff. */
class ElementCommandsTest {
    private static final String VI101 = "interface:vi101";
    private static final String CHAIN = "element-chains/network/interfaces/vi101.jsonl";

    @TempDir
    Path temp;

    private Path data;

    @BeforeEach
    void copy() throws IOException {
        data = Samples.v1(temp);
    }

    private Ran run(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--data-dir";
        all[arguments.length + 1] = data;
        return Ran.command(all);
    }

    private void assertRefused(String why, Object... arguments) {
        Ran ran = run(arguments);
        assertEquals(2, ran.code());
        assertEquals("hostledger: " + why + "\n", ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void logTellsTheHistoryLastFirst() {
        assertEquals("""
                block 5 265f4a528a86a7dc9c988075ea3374621dd24d0699c1320b402cff3b228788c4
                time     2025-10-13T10:10:30.000000Z
                actor    carol (asserted)
                action   rolled_back to block 2
                central  15

                    - bridge     "ovsbr1"
                    - interface  "vi101"
                    - vmid       101

                block 4 b19f7205d972d1ff4eb5678f19d2ae0c9e45bef67d554ec78fdf618c10b505bf
                time     2025-10-13T10:10:00.000000Z
                actor    carol (asserted)
                action   rolled_back to block 1
                reason   back to ovsbr1
                central  14

                    ~ bridge  "ovsbr0" -> "ovsbr1"
                """, run("log", VI101, "-n", 2).well());
    }

    @Test
    void logTellsItTheOtherWayRoundToo() {
        assertEquals("""
                block 0 d8ce060d667240c91f3e1667803a7710e004d3da4607802f9b9c05e82494c28e
                time     2025-10-13T10:00:00.000000Z
                actor    admin (asserted)
                action   created
                central  0

                    + bridge     "ovsbr0"
                    + interface  "vi101"
                    + vmid       101
                """, run("log", VI101, "--reverse", "--limit", 1).well());
    }

    @Test
    void logShowsIdsAndAStateThatStayedTheSame() {
        assertEquals("""
                block 0 c2eec4aa9b36e6b2844959e67c08800e0574c3a22432e351379523d0f29faa3b
                time     2025-10-13T10:06:00.000000Z
                actor    apt (asserted)
                action   installed
                change   7c1de2be-6d1c-4b5e-9f0b-3d1b2a6f7e11
                central  8

                    + version  "15.18-0+deb12u1"
                """, run("log", "package:postgresql", "--reverse", "-n", 1).well());
        assertTrue(run("log", "service:nginx", "-n", 1).well().endsWith("\n    (the state stayed the same)\n"));
    }

    @Test
    void textOfOthersCannotMoveTheCursor() {
        assertTrue(run("log", "file:/etc/nginx/nginx.conf", "-n", 1)
                .well()
                .contains("reason   größer – 日本 😀 \"q\" \\ \\u0009 \\u2028\n"));
    }

    @Test
    void logColoursDifferencesOnATerminal() {
        String out = Ran.PLAIN
                .with(Ran.COLOURS)
                .run("log", VI101, "-n", 3, "--data-dir", data)
                .well();
        assertTrue(out.startsWith("\u001b[33mblock 5 265f"), out);
        assertTrue(out.contains("    \u001b[31m- vmid       101\u001b[0m\n"), out);
        assertTrue(out.contains("    ~ bridge  \u001b[31m\"ovsbr0\"\u001b[0m -> \u001b[32m\"ovsbr1\"\u001b[0m\n"), out);
        assertTrue(out.contains("    \u001b[32m+ vmid       101\u001b[0m\n"), out);
    }

    @Test
    void logGivesTheLinesVerbatimInJson() throws IOException {
        List<String> lines = Samples.lines(data.resolve(CHAIN));
        assertEquals(
                String.join("\n", lines) + "\n",
                run("log", VI101, "--json", "--reverse").well());
        assertEquals(
                String.join("\n", lines.reversed()) + "\n",
                run("log", VI101, "--json").well());
    }

    @Test
    void logHidesNoBlockThatNamesACentralBlockBeyondTheLedger() throws IOException {
        for (int line = 0; line < 6; line++) {
            List<String> lines = Samples.lines(data.resolve(CHAIN));
            List<String> changed = new ArrayList<>(lines);
            changed.set(line, lines.get(line).replaceFirst("(\"central_ledger_block\":)\\d+", "$1998"));
            Samples.write(data.resolve(CHAIN), changed);
            for (String order : List.of("--limit=6", "--reverse")) {
                Ran ran = run("log", VI101, "--json", order);
                assertEquals(1, ran.code());
                assertEquals(6, ran.out().lines().count());
                assertTrue(ran.err().contains("dangling_reference"), ran.err());
                assertTrue(ran.err().contains("the central ledger has no block 998"), ran.err());
            }
            Samples.write(data.resolve(CHAIN), lines);
        }
    }

    @Test
    void logWarnsOfABlockThatWasChanged() throws IOException {
        Samples.replace(data.resolve(CHAIN), "Decommissioned", "Sold");
        Ran ran = run("log", VI101);
        assertEquals(1, ran.code());
        assertTrue(ran.out().contains("reason   Sold\n"), ran.out());
        assertTrue(ran.err().startsWith("hash_mismatch  " + CHAIN + "\n    block 2 of interface:vi101\n"), ran.err());
    }

    @Test
    void blocksThatAreNotSettledAreNotShownWhileAServiceHoldsTheLock() throws IOException {
        Path ledger = data.resolve("ledger.jsonl");
        Samples.write(ledger, Samples.lines(ledger).subList(0, 15));
        for (String command : List.of("log", "show")) {
            Ran ran = run(command, VI101);
            assertEquals(1, ran.code(), "nobody writes: the central ledger was cut");
            assertTrue(ran.err().contains("the central ledger has no block 15"), ran.err());
        }
        assumeTrue(Files.isReadable(Path.of("/proc/locks")), "this system does not list its locks");
        Files.writeString(data.resolve("LOCK"), ProcessHandle.current().pid() + "\n");
        assertTrue(whileLocked("log").well().startsWith("block 4 "));
        assertTrue(whileLocked("show").well().contains("height     4\n"));
    }

    /** The lock of this very process ends when a command has read who holds it: each has its own. */
    private Ran whileLocked(String command) throws IOException {
        try (FileChannel lock =
                FileChannel.open(data.resolve("LOCK"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assumeTrue(lock.tryLock() != null, "nobody else holds it");
            return run(command, VI101);
        }
    }

    @Test
    void aDamagedChainIsUnreadable() throws IOException {
        Files.writeString(data.resolve(CHAIN), "{}\n");
        assertRefused(
                CHAIN + ", byte 0: not an element block; hostledger verify tells all that is wrong", "log", VI101);
    }

    @Test
    void damageElsewhereInTheCentralLedgerDoesNotHideAnElement() throws IOException {
        Path ledger = data.resolve("ledger.jsonl");
        List<String> lines = Samples.lines(ledger);
        lines.set(4, "{\"v\":1}");
        Samples.write(ledger, lines);
        assertTrue(run("log", VI101).well().startsWith("block 5 "));
        assertTrue(run("show", VI101).well().contains("height     5\n"));
        lines.set(19, "{\"v\":1}");
        Samples.write(ledger, lines);
        Ran ran = run("log", VI101);
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("not a central block; hostledger verify tells all that is wrong"), ran.err());
    }

    @Test
    void aLostCentralLedgerIsSaid() throws IOException {
        Files.delete(data.resolve("ledger.jsonl"));
        String why = data + " has lost its ledger.jsonl; hostledger verify tells all that is wrong";
        assertRefused(why, "log", VI101);
        assertRefused(why, "show", VI101);
        assertRefused(why, "diff", VI101);
    }

    @Test
    void showAndDiffWarnOfABlockThatWasChanged() throws IOException {
        Samples.replace(data.resolve(CHAIN), "Decommissioned", "Sold");
        String warning = "hash_mismatch  " + CHAIN + "\n    block 2 of interface:vi101\n";
        for (Ran ran : List.of(
                run("show", VI101, "--height", 2),
                run("show", VI101, "--height", 2, "--json"),
                run("diff", VI101, "--from", 2, "--to", 3),
                run("diff", VI101, "--from", 0, "--to", 2))) {
            assertEquals(1, ran.code());
            assertTrue(ran.out().contains(VI101) || ran.out().startsWith("{\"changes\""), ran.out());
            assertTrue(ran.err().startsWith(warning), ran.err());
        }
        run("show", VI101, "--height", 3).well();
    }

    @Test
    void showTellsTheStateNow() {
        assertEquals("""
                interface:vi102 (NetworkInterface)
                height     1
                hash       bf1162a09e4cfc55256e2a884326887362828ec702dfa3ffcaff51f56f532831
                timestamp  2025-10-13T10:11:00.000000Z
                action     moved

                {
                  "bridge": "ovsbr1",
                  "interface": "vi102",
                  "vmid": 102
                }
                """, run("show", "interface:vi102").well());
    }

    @Test
    void showTellsTheStateThen() {
        String out = run("show", "file:/etc/nginx/nginx.conf", "--height", 0).well();
        assertTrue(out.endsWith("""
                        {
                          "limits": {
                            "nofile": 1024,
                            "weight": 0.1
                          },
                          "mode": "0644",
                          "path": "/etc/nginx/nginx.conf",
                          "size": 1482,
                          "tags": [
                            "a",
                            "b"
                          ]
                        }
                        """), out);
        String time = "2025-10-13T10:08:59Z";
        assertTrue(run("show", VI101, "--at", time).well().endsWith("\n(deleted)\n"));
        assertEquals(
                "{\"deleted\":false,\"state\":{\"bridge\":\"ovsbr0\",\"interface\":\"vi101\",\"vmid\":101}}",
                run("show", VI101, "--at", "2h", "--json")
                        .well()
                        .strip()
                        .replaceFirst("\\{.*\"deleted\"", "{\"deleted\"")
                        .replaceFirst("false,.*\"state\"", "false,\"state\"")
                        .replaceFirst("\\},.*\\}$", "}}"));
    }

    @Test
    void diffTellsWhatTheLastBlockChanged() {
        assertEquals("""
                file:/etc/nginx/nginx.conf  block 0 -> block 1
                    + limits/a~1b~0c  true
                    - limits/nofile   1024
                    ~ limits/weight   0.1 -> 0.30000000000000004
                    ~ size            1482 -> 1490
                    ~ tags            ["a","b"] -> ["a"]
                """, run("diff", "file:/etc/nginx/nginx.conf").well());
        assertTrue(run("diff", "mount:/").well().startsWith("mount:/  nothing -> block 0\n    + fs  \"ext4\"\n"));
    }

    @Test
    void diffTakesHeightsAndTimes() {
        assertEquals(
                "{\"changes\":[{\"field\":\"bridge\",\"new_value\":\"ovsbr0\",\"old_value\":\"ovsbr1\"}]}\n",
                run("diff", VI101, "--from", 1, "--to", 3, "--json").well());
        assertEquals(
                "interface:vi101  block 1 -> block 4\n    (no difference)\n",
                run("diff", VI101, "--from", "2025-10-13T10:07:00Z", "--to", "1h50m")
                        .well());
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertRefused("there is no element interface:vi9", "log", "interface:vi9");
        assertRefused("there is no element interface:vi9", "show", "interface:vi9");
        assertRefused("\"vi9\" is no element id: an element id is <prefix>:<name>", "diff", "vi9");
        assertRefused("interface:vi101 has no such block: its last one is 5", "show", VI101, "--height", 6);
        assertRefused(
                "interface:vi101 was not there yet: its first block was made at 2025-10-13T10:00:00.000000Z",
                "show",
                VI101,
                "--at",
                "yesterday");
        assertRefused(
                "\"x\" is no height, and a time is like " + Moments.FORMS + "\nTry 'hostledger diff --help'.",
                "diff",
                VI101,
                "--from",
                "x");
        assertRefused(
                "the id did not come through whole: the locale has no such characters (LC_ALL=C.UTF-8 has)",
                "log",
                "service:gr\uFFFD\uFFFDe");
        assertEquals(2, run("show", VI101, "--at", "1h", "--height", "1").code());
    }
}
