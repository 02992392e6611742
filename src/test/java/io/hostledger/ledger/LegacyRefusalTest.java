package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A damaged ledger of the Rust program is not taken over: the refusal names line and reason, and nothing changes. */
class LegacyRefusalTest {
    private final Rig rig = new Rig();
    private final List<String> lines;

    LegacyRefusalTest() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/legacy/ledger.jsonl"));
        lines = new ArrayList<>(text.lines().toList());
    }

    private String refused(String text) {
        FakeDisk disk = rig.disk();
        disk.put(Layout.LEDGER, text.getBytes(StandardCharsets.UTF_8));
        String refusal = rig.refusal(disk);
        assertNotNull(refusal);
        assertEquals(Set.of(Layout.LEDGER), disk.contents().keySet());
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), disk.contents().get(Layout.LEDGER));
        return refusal;
    }

    private String text() {
        return String.join("\n", lines) + "\n";
    }

    @Test
    void whatIsWholeIsTakenOver() {
        FakeDisk disk = rig.disk();
        disk.put(Layout.LEDGER, text().getBytes(StandardCharsets.UTF_8));
        Ledger ledger = rig.opened(disk);
        assertEquals(lines.size(), ledger.visible().legacyBlocks());
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(0, 1))));
        assertTrue(new String(disk.contents().get(Layout.LEDGER), StandardCharsets.UTF_8).startsWith(text()));
    }

    @Test
    void aLastLineWithoutItsEndIsNamed() {
        String whole = text();
        String refusal = refused(whole.substring(0, whole.length() - 30));
        assertTrue(refusal.contains("ledger.jsonl:" + lines.size()), refusal);
        assertTrue(refusal.contains("torn_line"), refusal);
    }

    @Test
    void aLineThatTheLoaderSkippedIsNamed() {
        lines.add(30, lines.get(30).substring(0, 80));
        String refusal = refused(text());
        assertTrue(refusal.contains("ledger.jsonl:31 "), refusal);
        assertTrue(refusal.contains("unreadable_line"), refusal);
    }

    @Test
    void aChangedMemberIsNamed() {
        String line = lines.get(10);
        lines.set(10, line.replaceFirst("\"pid\":(\\d+)", "\"pid\":1$1"));
        String refusal = refused(text());
        assertTrue(refusal.contains("ledger.jsonl:11 "), refusal);
        assertTrue(refusal.contains("hash_mismatch"), refusal);
    }

    @Test
    void aLineThatWasWrittenAnewIsNamed() {
        lines.set(10, lines.get(10).replace(",\"height\"", ",\t\"height\""));
        String refusal = refused(text());
        assertTrue(refusal.contains("ledger.jsonl:11 "), refusal);
        assertTrue(refusal.contains("not_canonical"), refusal);
        assertTrue(refusal.contains("its content is intact"), refusal);
    }

    @Test
    void whatWasChangedBeforeItWasAdoptedIsNamedThoughAJournalHasBegun() {
        FakeDisk disk = rig.disk();
        disk.put(Layout.LEDGER, text().getBytes(StandardCharsets.UTF_8));
        rig.opened(disk);
        String journal = disk.contents().keySet().stream()
                .filter(path -> path.startsWith(Layout.JOURNAL + "/"))
                .findFirst()
                .orElseThrow();
        // The first sector says where the ledger ends; the adopting block would come behind it.
        byte[] segment = disk.contents().get(journal);
        byte[] begun = Arrays.copyOf(Arrays.copyOf(segment, 512), segment.length);
        String line = lines.get(10);
        int pid = line.indexOf("\"pid\":") + 6;
        lines.set(10, line.substring(0, pid) + (line.charAt(pid) == '1' ? '2' : '1') + line.substring(pid + 1));
        FakeDisk crashed = rig.disk();
        crashed.put(Layout.LEDGER, text().getBytes(StandardCharsets.UTF_8));
        crashed.put(journal, begun);
        String refusal = rig.refusal(crashed);
        assertNotNull(refusal);
        assertTrue(refusal.contains("ledger.jsonl:11 ") && refusal.contains("hash_mismatch"), refusal);
    }

    @Test
    void aMissingLineIsNamed() {
        lines.remove(20);
        String refusal = refused(text());
        assertTrue(refusal.contains("ledger.jsonl:21 "), refusal);
    }
}
