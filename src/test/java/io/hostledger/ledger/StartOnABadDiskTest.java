package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.FaultyDisk;
import io.hostledger.disk.FaultyDisk.Fate;
import io.hostledger.index.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A start on a disk that is full, or broken, or read-only: what can be read is, and changes are taken once they can be. */
class StartOnABadDiskTest {
    private static final int CHANGES = 25;

    private final Rig rig = new Rig();
    private final List<Outcome.Committed> answered = new ArrayList<>();

    /** Of a process that ended under load, with segments to be recovered and an index that knows of their blocks. */
    private FakeDisk left(boolean powerToo) {
        FakeDisk disk = rig.disk();
        Ledger ledger = rig.opened(disk);
        for (int i = 0; i < CHANGES; i++) {
            answered.add(assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(i % 4, i)))));
        }
        rig.die();
        return powerToo ? disk.crash(new Random(3)) : disk.kill(new Random(3));
    }

    private Ledger opened(FaultyDisk disk) {
        return rig.await(rig.open(disk, Rig.SMALL));
    }

    @ParameterizedTest
    @CsvSource({
        "createZeroed, NO_SPACE, false", "createZeroed, NO_SPACE, true", "createZeroed, FAIL_AFTER, true",
        "overwrite, NO_SPACE_HALFWAY, true", "overwrite, FAIL_BEFORE, false", "sync, FAIL_BEFORE, true",
        "sync, FAIL_UNSYNCED, false", "syncFolders, FAIL_BEFORE, true", "createFolder, FAIL_BEFORE, true",
        "write, FAIL_UNSYNCED, true", "write, FAIL_HALFWAY, false", "delete, FAIL_BEFORE, true"
    })
    void itIsReadOnlyUntilTheDiskLetsItRecover(String call, Fate fate, boolean power) throws IOException {
        FakeDisk disk = left(power);
        FaultyDisk faulty = new FaultyDisk(disk, made -> made.name().equals(call) ? fate : Fate.PASS);
        Ledger ledger = opened(faulty);
        Standing.ReadOnly why = assertInstanceOf(Standing.ReadOnly.class, ledger.standing());
        assertEquals(fate.name().startsWith("NO_SPACE"), why.noSpace());
        assertTrue(why.reason().contains(call), why.reason());
        assertReadable(ledger, disk);
        long seen = ledger.visible().height();
        if (!power) {
            assertEquals(CHANGES - 1, seen, "what was seen before is not");
        }
        List<Long> published = new ArrayList<>();
        ledger.addListener(blocks ->
                blocks.lines().forEach(line -> published.add(line.central().height())));
        assertInstanceOf(Outcome.Refused.class, ledger.change(Rig.change(0, 99)).join());

        // It fails a few times more.
        int calls = faulty.calls().size();
        rig.until(() -> faulty.calls().size() > 4 * calls);
        assertReadable(ledger, disk);
        faulty.setScript(made -> Fate.PASS);
        rig.until(() -> ledger.standing() instanceof Standing.Open);
        assertEquals(CHANGES - 1, ledger.visible().height());
        assertEquals(CHANGES - 1 - seen, published.size());
        for (int i = 0; i < published.size(); i++) {
            assertEquals(seen + 1 + i, published.get(i));
        }
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(0, 99))));
        rig.await(ledger.close());
        assertTrue(Rig.report(disk.files()).intact());
        answered.forEach(each -> assertTrue(Rig.holds(disk, each)));
    }

    /** All that readers are told of is in the files. */
    private static void assertReadable(Ledger ledger, FakeDisk disk) throws IOException {
        Visible visible = ledger.visible();
        if (visible.length() > 0) {
            assertTrue(disk.files().size(Layout.LEDGER) >= visible.length(), visible::toString);
        }
        for (Catalogue.Entry entry : ledger.catalogue().ascending()) {
            assertTrue(entry.last().centralHeight() <= visible.height(), entry::toString);
        }
    }

    @Test
    void itEndsWhileItIsReadOnly() {
        FakeDisk disk = left(true);
        FaultyDisk faulty =
                new FaultyDisk(disk, made -> made.name().equals("createZeroed") ? Fate.NO_SPACE : Fate.PASS);
        Ledger ledger = opened(faulty);
        rig.await(ledger.close());
        assertInstanceOf(Standing.Closed.class, ledger.standing());
        rig.die();
        assertEquals(CHANGES - 1, rig.opened(disk).visible().height());
    }

    @ParameterizedTest
    @ValueSource(strings = {"createZeroed", "append"})
    void aLegacyLedgerIsAdoptedBeforeTheFirstChange(String call) throws IOException {
        String legacy = Files.readString(Path.of("src/test/resources/legacy/ledger.jsonl"));
        FakeDisk disk = rig.disk();
        disk.put(Layout.LEDGER, legacy.getBytes(StandardCharsets.UTF_8));
        FaultyDisk faulty = new FaultyDisk(disk, made -> made.name().equals(call) ? Fate.NO_SPACE : Fate.PASS);
        Ledger ledger = opened(faulty);
        assertInstanceOf(Standing.ReadOnly.class, ledger.standing());
        int calls = faulty.calls().size();
        // What was to be appended is in the journal, and recovered from there.
        rig.until(() -> faulty.calls().size() > 3 * calls || ledger.standing() instanceof Standing.Open);
        faulty.setScript(made -> Fate.PASS);
        rig.until(() -> ledger.standing() instanceof Standing.Open);
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(0, 1))));
        rig.await(ledger.close());
        String text = new String(disk.contents().get(Layout.LEDGER), StandardCharsets.UTF_8);
        assertTrue(text.startsWith(legacy));
        List<String> added = text.substring(legacy.length()).lines().toList();
        assertEquals(2, added.size());
        assertTrue(added.getFirst().contains("\"legacy_adopted\""), added.getFirst());
        assertTrue(Rig.report(disk.files()).intact());
    }

    @Test
    void damageIsRefusedOnABadDiskToo() {
        FakeDisk disk = left(true);
        disk.contents().forEach((path, content) -> {
            if (path.startsWith(Layout.JOURNAL) && content[0] != 0) {
                content[200] ^= 1;
                disk.put(path, content);
            }
        });
        FaultyDisk faulty =
                new FaultyDisk(disk, made -> made.name().equals("createZeroed") ? Fate.NO_SPACE : Fate.PASS);
        var opening = rig.open(faulty, Rig.SMALL);
        rig.until(opening::isDone);
        Throwable why = assertThrows(CompletionException.class, opening::join);
        assertInstanceOf(DamagedLedger.class, why.getCause());
    }
}
