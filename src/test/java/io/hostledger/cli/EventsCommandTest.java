package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {
    @TempDir
    Path temp;

    private Path data;
    private Path ledger;
    private List<String> lines;
    private final Queue<Step> steps = new ArrayDeque<>();

    /** What happens to the file while the command waits. */
    private interface Step {
        void happen() throws IOException;
    }

    @BeforeEach
    void copy() throws IOException {
        data = Samples.v1(temp);
        ledger = data.resolve("ledger.jsonl");
        lines = Samples.lines(ledger);
        Samples.write(ledger, lines.subList(0, 4));
    }

    private void then(Step step) {
        steps.add(step);
    }

    private Ran follow(Object... more) {
        Object[] arguments = new Object[more.length + 3];
        arguments[0] = "events";
        arguments[1] = "--data-dir";
        arguments[2] = data;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Ran.PLAIN.with(this::step).run(arguments);
    }

    private boolean step() {
        Step next = steps.poll();
        try {
            if (next != null) {
                next.happen();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return next != null;
    }

    @Test
    void blocksAreShownAsTheyCome() {
        then(() -> Samples.append(ledger, lines.get(4) + "\n"));
        then(() -> {});
        then(() -> Samples.append(ledger, lines.get(5) + "\n" + lines.get(6) + "\n"));
        assertEquals("""
                2025-10-13 10:02:00Z      2  modified        interface:vi101               by admin
                2025-10-13 10:03:00Z      3  started         service:nginx                 by systemd
                2025-10-13 10:03:30Z      4  reloaded        service:nginx                 by admin
                2025-10-13 10:04:00Z      5  created         file:/etc/nginx/nginx.conf    by ansible
                2025-10-13 10:04:00Z      6  modified        file:/etc/nginx/nginx.conf    by ansible
                """, follow("--last", "2").well());
    }

    @Test
    void aLineCountsWhenItIsWhole() {
        then(() -> Samples.append(ledger, lines.get(4).substring(0, 50)));
        then(() -> Samples.append(ledger, lines.get(4).substring(50)));
        then(() -> Samples.append(ledger, "\n"));
        assertEquals(lines.get(4) + "\n", follow("--json", "-n", "0").well());
    }

    @Test
    void linesAreVerbatimInJson() throws IOException {
        Samples.write(ledger, lines);
        assertEquals(
                String.join("\n", lines) + "\n",
                follow("--json", "--from", "0", "--no-follow").well());
        assertEquals(
                lines.get(19) + "\n",
                follow("--json", "--from", "19", "--no-follow").well());
    }

    @Test
    void legacyBlocksAreFollowedToo() throws IOException {
        data = Samples.legacy(Files.createDirectory(temp.resolve("legacy")));
        List<String> legacy = Samples.lines(data.resolve("ledger.jsonl"));
        assertEquals(
                String.join("\n", legacy) + "\n",
                follow("--json", "--from", "0", "--no-follow").well());
        assertEquals(
                String.join("\n", legacy) + "\n",
                follow("--json", "--from", "1", "--no-follow").well());
        assertEquals(
                String.join("\n", legacy.subList(13, 17)) + "\n",
                follow("--json", "--from", "14", "--no-follow").well());
    }

    @Test
    void onlyWhatIsWantedIsShown() throws IOException {
        Samples.write(ledger, lines);
        String[] all = {"--from", "0", "--no-follow", "--json"};
        assertEquals(
                lines.get(7) + "\n",
                follow(with(all, "--category", "maintenance")).well());
        assertEquals(
                lines.get(3) + "\n", follow(with(all, "--actor", "systemd")).well());
        assertEquals(2, count(with(all, "--element-id", "package:postgresql")));
        assertEquals(8, count(with(all, "--element-prefix", "interface:")));
        assertEquals(1, count(with(all, "--element-type", "MountPoint")));
        assertEquals(2, count(with(all, "--action", "rolled_back")));
        assertEquals(2, count(with(all, "--correlation-id", "CHG-17")));
        assertEquals(0, count(with(all, "--correlation-id", "CHG-17", "--actor", "admin")));
    }

    private static Object[] with(String[] some, String... more) {
        return java.util.stream.Stream.of(some, more)
                .flatMap(java.util.Arrays::stream)
                .toArray();
    }

    private long count(Object[] arguments) {
        return follow(arguments).well().lines().count();
    }

    @Test
    void aLedgerThatDoesNotExistYetIsWaitedFor() throws IOException {
        Files.delete(ledger);
        then(() -> Samples.append(ledger, lines.get(0) + "\n"));
        assertEquals(lines.get(0) + "\n", follow("--json").well());
    }

    @Test
    void aChangedBlockEndsIt() {
        then(() -> Samples.append(ledger, lines.get(4).replace("admin", "nobody") + "\n" + lines.get(5) + "\n"));
        assertFound("hash_mismatch  ledger.jsonl (byte 2015)\n    block 4 of service:nginx\n", "--json", "-n", "0");
    }

    @Test
    void aBlockThatLinksElsewhereEndsIt() {
        then(() -> Samples.append(ledger, lines.get(5) + "\n"));
        assertFound("height_gap  ledger.jsonl (byte 2015)\n");
    }

    @Test
    void aLineThatIsNoBlockEndsIt() {
        then(() -> Samples.append(ledger, "{\"v\":1}\n"));
        assertFound("unreadable_line  ledger.jsonl (byte 2015)\n");
    }

    @Test
    void aDamagedLineBeforeTheFirstOneIsNoErrorOfTheProgram() throws IOException {
        Samples.append(ledger, "{\"height\":4,\"v\":1}\n");
        for (List<String> place : List.of(List.of("-n", "0"), List.of("--after", "4:" + "0".repeat(64)))) {
            Ran ran = follow(place.get(0), place.get(1));
            assertEquals(2, ran.code());
            assertTrue(ran.err().startsWith("hostledger: "), ran.err());
            assertTrue(ran.err().endsWith("hostledger verify tells all that is wrong\n"), ran.err());
        }
    }

    @Test
    void aLineInAnotherFormEndsIt() {
        then(() -> Samples.append(ledger, lines.get(4).replace("\"v\":1", "\"v\": 1") + "\n"));
        assertFound("not_canonical  ledger.jsonl (byte 2015)\n");
    }

    @Test
    void aLedgerThatIsShortenedEndsIt() {
        then(() -> Samples.write(ledger, lines.subList(0, 3)));
        assertFound("forked_history  ledger.jsonl (byte 1540)\n");
    }

    @Test
    void aLedgerThatIsRewrittenEndsIt() {
        then(() -> Samples.replace(ledger, lines.get(3), lines.get(3).replace("systemd", "nobodyd")));
        assertFound("forked_history  ledger.jsonl (byte 1540)\n");
    }

    @Test
    void aLedgerThatIsTakenAwayEndsIt() {
        then(() -> Files.delete(ledger));
        assertFound("forked_history  ledger.jsonl\n    the file is gone\n");
    }

    @Test
    void aRememberedBlockMustBeThere() {
        String hash = "b70841dd279d9dc78ee0f94013a802a93aced8c543b2d14f4c2fcb9c826eac31";
        then(() -> Samples.append(ledger, lines.get(4) + "\n"));
        assertEquals(
                lines.get(4) + "\n", follow("--json", "--after", "3:" + hash).well());
        assertFound("forked_history  ledger.jsonl (byte 968)\n", "--after", "2:" + hash);
        assertFound("forked_history  ledger.jsonl", "--after", "9:" + hash);
    }

    @Test
    void whereToBeginIsSaidOnce() {
        assertEquals(2, follow("--from", "1", "--last", "2").code());
    }

    @Test
    void itBeginsAtNoBlockThatIsYetToCome() {
        assertEquals("", follow("--from", "4", "--no-follow").well());
        Ran ran = follow("--from", "5");
        assertEquals(2, ran.code());
        assertEquals("hostledger: the next block will have the height 4\nTry 'hostledger events --help'.\n", ran.err());
    }

    private void assertFound(String start, Object... arguments) {
        Ran ran = follow(arguments);
        assertEquals(1, ran.code(), ran.out());
        assertTrue(ran.err().startsWith(start), ran.err());
    }
}
