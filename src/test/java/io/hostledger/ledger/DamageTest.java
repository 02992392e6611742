package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import io.hostledger.verify.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Whatever is done to the files: an answered change is there, or its loss is said. */
class DamageTest {
    /** Every so many bytes one is damaged; 1 damages each. */
    private static final int EVERY = Integer.getInteger("hostledger.damage.every", 97);

    private static final int CHANGES = 30;

    private final Rig rig = new Rig();
    private final List<Outcome.Committed> answered = new ArrayList<>();

    private FakeDisk cleanlyStopped() {
        FakeDisk disk = rig.disk();
        Ledger ledger = filled(disk);
        rig.await(ledger.close());
        return disk;
    }

    private FakeDisk killed() {
        FakeDisk disk = rig.disk();
        filled(disk);
        rig.die();
        return disk.kill(new Random(5));
    }

    private FakeDisk withoutPower() {
        FakeDisk disk = rig.disk();
        filled(disk);
        rig.die();
        return disk.crash(new Random(6));
    }

    private Ledger filled(FakeDisk disk) {
        Ledger ledger = rig.opened(disk);
        for (int i = 0; i < CHANGES; i++) {
            answered.add(assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(i % 4, i)))));
        }
        return ledger;
    }

    @Test
    void aFlippedByteAfterACleanStopIsNeverASilentLoss() throws Exception {
        damageEach(cleanlyStopped(), DamageTest::flipped);
    }

    @Test
    void aFlippedByteAfterAKillIsNeverASilentLoss() throws Exception {
        damageEach(killed(), DamageTest::flipped);
    }

    @Test
    void aFlippedByteAfterALossOfPowerIsNeverASilentLoss() throws Exception {
        damageEach(withoutPower(), DamageTest::flipped);
    }

    @Test
    void aCutFileAfterACleanStopIsNeverASilentLoss() throws Exception {
        damageEach(cleanlyStopped(), Arrays::copyOf);
    }

    @Test
    void aCutFileAfterAKillIsNeverASilentLoss() throws Exception {
        damageEach(killed(), Arrays::copyOf);
    }

    private static byte[] flipped(byte[] content, int at) {
        byte[] flipped = content.clone();
        flipped[at] ^= 0x10;
        return flipped;
    }

    private void damageEach(FakeDisk disk, BiFunction<byte[], Integer, byte[]> damage) throws IOException {
        SortedMap<String, byte[]> contents = disk.contents();
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            byte[] content = file.getValue();
            int end = file.getKey().startsWith(Layout.JOURNAL) ? lastWritten(content) : content.length;
            for (int at = file.getKey().length() % EVERY; at < end; at += EVERY) {
                SortedMap<String, byte[]> damaged = new TreeMap<>(contents);
                damaged.put(file.getKey(), damage.apply(content, at));
                judge(made(damaged), file.getKey() + ", byte " + at);
            }
        }
    }

    private static int lastWritten(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private FakeDisk made(SortedMap<String, byte[]> contents) {
        FakeDisk disk = rig.disk();
        contents.forEach(disk::put);
        return disk;
    }

    private void judge(FakeDisk disk, String where) throws IOException {
        SortedMap<String, byte[]> before = disk.contents();
        String refusal = rig.refusal(disk);
        if (refusal != null) {
            assertTrue(
                    refusal.contains(".jsonl") || refusal.contains(Layout.JOURNAL),
                    where + ": the refusal names no file: " + refusal);
            assertSameTiers(before, disk.contents(), where);
            return;
        }
        rig.die();
        List<Finding> findings = Rig.report(disk.files()).findings();
        if (findings.isEmpty()) {
            for (Outcome.Committed committed : answered) {
                assertTrue(Rig.holds(disk, committed), where + ": an answered change is gone, and nothing says so");
            }
        }
    }

    /** A refused start has changed nothing. */
    private static void assertSameTiers(
            SortedMap<String, byte[]> before, SortedMap<String, byte[]> after, String where) {
        before.forEach((path, content) ->
                assertTrue(Arrays.equals(content, after.get(path)), where + ": the refused start changed " + path));
    }

    @Test
    void aChainWithoutItsLastBlockRefusesThatElementAndNoOther() {
        FakeDisk disk = cleanlyStopped();
        String path = "element-chains/network/interfaces/vi1.jsonl";
        byte[] content = disk.contents().get(path);
        String text = new String(content, StandardCharsets.UTF_8);
        int last = text.lastIndexOf('\n', text.length() - 2) + 1;
        disk.put(path, Arrays.copyOf(content, text.substring(0, last).getBytes(StandardCharsets.UTF_8).length));
        refusesElementOne(disk, path);
    }

    @Test
    void aMissingChainRefusesThatElementAndNoOther() {
        FakeDisk disk = cleanlyStopped();
        String path = "element-chains/network/interfaces/vi1.jsonl";
        SortedMap<String, byte[]> contents = disk.contents();
        contents.remove(path);
        refusesElementOne(made(contents), path);
    }

    @Test
    void anotherElementsChainInItsPlaceRefusesThatElement() {
        FakeDisk disk = cleanlyStopped();
        String path = "element-chains/network/interfaces/vi1.jsonl";
        disk.put(path, disk.contents().get("element-chains/network/interfaces/vi2.jsonl"));
        refusesElementOne(disk, path);
    }

    @Test
    void aLinkInAChainsPlaceRefusesThatElement() {
        FakeDisk disk = cleanlyStopped();
        String path = "element-chains/network/interfaces/vi1.jsonl";
        SortedMap<String, byte[]> contents = disk.contents();
        contents.remove(path);
        FakeDisk linked = made(contents);
        linked.putLink(path);
        refusesElementOne(linked, path);
    }

    private void refusesElementOne(FakeDisk disk, String path) {
        Ledger ledger = rig.opened(disk);
        Outcome outcome = rig.await(ledger.change(Rig.change(1, 100)));
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, outcome);
        Refusal.Damaged damaged = assertInstanceOf(Refusal.Damaged.class, refused.why());
        assertTrue(damaged.sentence().contains(path), damaged.sentence());
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(2, 100))));
    }

    @Test
    void aLedgerShortenedByWholeLinesIsRefusedNamingTheByte() {
        FakeDisk disk = cleanlyStopped();
        byte[] content = disk.contents().get(Layout.LEDGER);
        String text = new String(content, StandardCharsets.UTF_8);
        int last = text.lastIndexOf('\n', text.length() - 2) + 1;
        disk.put(Layout.LEDGER, Arrays.copyOf(content, last));
        String refusal = rig.refusal(disk);
        assertNotNull(refusal);
        assertTrue(refusal.startsWith(Layout.LEDGER + ", byte " + last), refusal);
    }

    @Test
    void anOldBackupBelowANewerJournalIsRefused() {
        FakeDisk disk = rig.disk();
        Ledger ledger = filled(disk);
        rig.await(ledger.close());
        SortedMap<String, byte[]> old = disk.contents();
        Ledger again = rig.opened(disk);
        rig.await(again.change(Rig.change(0, 500)));
        rig.await(again.close());
        SortedMap<String, byte[]> mixed = new TreeMap<>(old);
        mixed.keySet().removeIf(path -> path.startsWith(Layout.JOURNAL));
        disk.contents().forEach((path, content) -> {
            if (path.startsWith(Layout.JOURNAL)) {
                mixed.put(path, content);
            }
        });
        String refusal = rig.refusal(made(mixed));
        assertNotNull(refusal);
        assertTrue(refusal.startsWith(Layout.LEDGER), refusal);
    }

    @Test
    void withoutAJournalEverythingIsVerifiedBeforeTheFirstChange() {
        FakeDisk disk = cleanlyStopped();
        SortedMap<String, byte[]> contents = disk.contents();
        contents.keySet().removeIf(path -> path.startsWith(Layout.JOURNAL));
        Ledger ledger = rig.opened(made(contents));
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(1, 100))));
        rig.die();

        String path = "element-chains/network/interfaces/vi1.jsonl";
        contents.put(path, flipped(contents.get(path), 40));
        String refusal = rig.refusal(made(contents));
        assertNotNull(refusal);
        assertTrue(refusal.contains(Layout.SUFFIX), refusal);
    }

    @Test
    void timeIsHeldWhileTheClockIsBack() {
        FakeDisk disk = rig.disk();
        Ledger ledger = rig.opened(disk);
        rig.await(ledger.change(Rig.change(0, 1)));
        long last = ledger.visible().timestamp();
        rig.clock(last - 3_600_000_000L);
        rig.await(ledger.change(Rig.change(0, 2)));
        assertFalse(ledger.visible().timestamp() < last);
        assertTrue(ledger.timeHeld() > 3_599_000_000L);
        rig.await(ledger.close());
        Ledger again = rig.opened(disk);
        rig.await(again.change(Rig.change(0, 3)));
        if (again.visible().timestamp() < last) {
            fail("time went back over a restart");
        }
    }
}
