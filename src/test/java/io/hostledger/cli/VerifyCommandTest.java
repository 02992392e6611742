package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    private static final String HEAD = "19:e9ab0b7c00b8cde35712e35c4cad8a538b6a37dd56cb3eeb6055e53eca1d4b07";

    @TempDir
    Path temp;

    private Path data;
    private Path ledger;

    @BeforeEach
    void copy() throws IOException {
        data = Samples.v1(temp);
        ledger = data.resolve("ledger.jsonl");
    }

    @Test
    void anIntactLedgerIsTold() {
        assertEquals("""
                INTACT
                  checked  20 central blocks; 19 element blocks of 9 elements
                  head     19:e9ab0b7c00b8cde35712e35c4cad8a538b6a37dd56cb3eeb6055e53eca1d4b07
                  took     T s
                """, timeless(Ran.command("verify", data).well()));
    }

    @Test
    void legacyBlocksAreCounted() throws IOException {
        Path legacy = Samples.legacy(Files.createDirectory(temp.resolve("legacy")));
        assertEquals("""
                INTACT
                  checked  17 central blocks, 14 of them legacy; 2 element blocks of 1 element
                  head     17:f3f254fdf7524b8418dbee8e7f915dae96946dd428ba6fc5c177050bdc88602b
                  took     T s
                """, timeless(Ran.command("verify", legacy).well()));
    }

    @Test
    void theReportIsOneLineOfJson() {
        assertEquals(
                "{\"intact\":true,\"head\":{\"height\":19,\"hash\":\"" + HEAD.substring(3)
                        + "\"},\"checked\":{\"central_blocks\":20,\"legacy_blocks\":0,\"element_blocks\":19,"
                        + "\"elements\":9},\"unsettled\":0,\"found\":0,\"findings\":[],\"took_ms\":T}\n",
                timeless(Ran.command("verify", "--json", data).well()));
    }

    @Test
    void aChangedByteIsAFindingWithItsPlace() throws IOException {
        Samples.replace(ledger, "CHG-18", "CHG-19");
        Ran ran = Ran.command("verify", data);
        assertEquals(1, ran.code());
        assertTrue(ran.out().startsWith("""
                                hash_mismatch  ledger.jsonl:17 (byte 8482)
                                    block 16 of service:größe x
                                    the block's content has the hash """), ran.out());
        assertTrue(ran.out().contains("\nDAMAGED: "), ran.out());
    }

    @Test
    void findingsAreInTheJsonToo() throws IOException {
        Samples.replace(ledger, "window_opened", "window_closed");
        Ran ran = Ran.command("verify", data, "--json");
        assertEquals(1, ran.code());
        assertTrue(ran.out().startsWith("{\"intact\":false,\"head\":{\"height\":19,"), ran.out());
        assertTrue(
                ran.out()
                        .contains("\"findings\":[{\"kind\":\"hash_mismatch\",\"file\":\"ledger.jsonl\",\"line\":8,"
                                + "\"byte_offset\":3686,\"height\":7,\"detail\":\""),
                ran.out());
    }

    @Test
    void aRememberedHeadIsHeldAgainstTheLedger() {
        Ran.command("verify", data, "--expect", HEAD).well();
        Ran ran = Ran.command("verify", data, "--expect", HEAD.replace("19:", "18:"));
        assertEquals(1, ran.code());
        assertTrue(ran.out().startsWith("forked_history  ledger.jsonl:19"), ran.out());
    }

    @Test
    void aLedgerThatIsGoneIsFoundByWhoRemembersIt() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        assertEquals(1, Ran.command("verify", empty, "--expect", HEAD).code());
    }

    @Test
    void whatIsNoLedgerIsRefused() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        assertRefused(
                Ran.command("verify", empty),
                empty + " holds no ledger: there is neither ledger.jsonl nor" + " element-chains in it");
        Path missing = temp.resolve("missing");
        assertRefused(Ran.command("verify", missing), missing + ": there is no such directory");
        assertRefused(Ran.command("verify", ledger), ledger + " is not a directory");
    }

    @Test
    void aLinkInThePlaceOfTheCentralLedgerIsAFinding() throws IOException {
        Files.move(ledger, temp.resolve("elsewhere"));
        Files.createSymbolicLink(ledger, temp.resolve("elsewhere"));
        Ran ran = Ran.command("verify", data);
        assertEquals(1, ran.code());
        assertTrue(ran.out().startsWith("stray_file  ledger.jsonl\n"), ran.out());
    }

    @Test
    void aHeadThatIsNoneIsMisuse() {
        Ran ran = Ran.command("verify", data, "--expect", "19:e9ab");
        assertRefused(
                ran,
                "Invalid value for option '--expect' (HEIGHT:HASH): a head is HEIGHT:HASH,"
                        + " the hash 64 lowercase hex digits\nTry 'hostledger verify --help'.");
    }

    @Test
    void theDirectoryMayComeFromTheOptionOrTheEnvironment() {
        Ran.command("verify", "--data-dir", data).well();
        Ran.PLAIN
                .with(Map.of("HOSTLEDGER_DATA_DIR", data.toString()))
                .run("verify")
                .well();
        assertEquals(2, Ran.command("verify", "--data-dir", data, data).code());
    }

    @Test
    void configuredElementTypesAreKnown() throws IOException {
        Files.createDirectories(data.resolve("element-chains/machines"));
        Files.writeString(data.resolve("element-chains/machines/readme"), "");
        Map<String, String> configured = Map.of(
                "HOSTLEDGER_ELEMENT_TYPES_VM_TYPE", "Machine", "HOSTLEDGER_ELEMENT_TYPES_VM_DIRECTORY", "machines/vm");
        assertEquals(1, Ran.PLAIN.with(configured).run("verify", data).code());
        assertRefused(
                Ran.PLAIN
                        .with(Map.of("HOSTLEDGER_ELEMENT_TYPES_VM_TYPE", "Machine"))
                        .run("verify", data),
                "element directory \"\" is not of the form [a-z0-9][a-z0-9-]{0,63}(/[a-z0-9][a-z0-9-]{0,63}){0,7}");
    }

    @Test
    void nothingInTheDirectoryIsTouched() throws IOException {
        Samples.replace(ledger, "CHG-18", "CHG-19");
        Map<String, FileTime> before = times();
        assertEquals(1, Ran.command("verify", data).code());
        assertEquals(before, times());
    }

    @Test
    void anUnfinishedLineIsDamageWhileNobodyHoldsTheLock() throws IOException {
        unfinished();
        Ran ran = Ran.command("verify", data);
        assertEquals(1, ran.code());
        assertTrue(ran.out().startsWith("torn_line  ledger.jsonl:20"), ran.out());
    }

    @Test
    void anUnfinishedLineIsUnsettledWhileAServiceHoldsTheLock() throws IOException {
        unfinished();
        assumeTrue(Files.isReadable(Path.of("/proc/locks")), "this system does not list its locks");
        try (FileChannel lock =
                FileChannel.open(data.resolve("LOCK"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assumeTrue(lock.tryLock() != null, "nobody else holds it");
            assertEquals("""
                    INTACT
                      checked  19 central blocks; 18 element blocks of 9 elements
                      head     18:3cfda25aa9808db7f17aba019f26916a940de1c289ee24b1775d53e25ec838ee
                      beyond   2 lines not settled yet, of changes made since
                      took     T s
                    """, timeless(Ran.command("verify", data).well()));
        }
    }

    @Test
    void whoeverSaysThatItIsLiveIsBelieved() throws IOException {
        unfinished();
        assertTrue(Ran.command("verify", "--live", data).well().contains("beyond   2 lines not settled"));
    }

    private void unfinished() throws IOException {
        List<String> lines = Samples.lines(ledger);
        String last = lines.removeLast();
        Samples.write(ledger, lines);
        Samples.append(ledger, last.substring(0, 100));
        Files.writeString(data.resolve("LOCK"), ProcessHandle.current().pid() + "\n");
    }

    private Map<String, FileTime> times() throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                times.put(path.toString(), Files.getLastModifiedTime(path));
            }
        }
        return times;
    }

    private static void assertRefused(Ran ran, String why) {
        assertEquals(2, ran.code());
        assertEquals("", ran.out());
        assertEquals("hostledger: " + why + "\n", ran.err());
    }

    /** An answer without the time that it took. */
    private static String timeless(String out) {
        return out.replaceAll("took {5}[0-9.]+ s", "took     T s").replaceAll("\"took_ms\":[0-9]+", "\"took_ms\":T");
    }
}
