package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Disk;
import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.UnreadableFile;
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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever is done to the files: an answered change is there, or its loss is said. */
class DamageTest {
    /** Every so many bytes one is damaged; 1 damages each. */
    private static final int EVERY = Integer.getInteger("hostledger.damage.every", 97);

    /** So many ends of the process, each with a journal to be damaged. */
    private static final int IMAGES = Integer.getInteger("hostledger.damage.images", 200);

    private static final int CHANGES = 30;
    private static final int ELEMENTS = 4;
    private static final int SECTOR = 512;

    private static final Pattern NAMES_FILE_AND_BYTE =
            Pattern.compile("(\\.jsonl|" + Layout.JOURNAL + "/[^ ]*)\\b.*byte \\d+");

    private final Rig rig = new Rig();
    private final List<Outcome.Committed> answered = new ArrayList<>();
    private int refused;
    private int found;

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
            answered.add(
                    assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(i % ELEMENTS, i)))));
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

    @Test
    void aCutFileAfterALossOfPowerIsNeverASilentLoss() throws Exception {
        damageEach(withoutPower(), Arrays::copyOf);
    }

    /** A kill or a loss of power at any point, with a change on its way whose record takes several sectors. */
    @Test
    void aDamagedJournalThatIsToBeRecoveredIsRefusedOrLosesNothing() throws Exception {
        int damagedOnes = 0;
        for (int seed = 0; seed < IMAGES; seed++) {
            Random random = new Random(seed);
            SortedMap<String, byte[]> left = cutShort(random).contents();
            String where = "seed " + seed;
            FakeDisk undamaged = made(left);
            assertNull(rig.refusal(undamaged), where);
            assertAllThere(undamaged, where);
            for (Map.Entry<String, byte[]> file : left.entrySet()) {
                int end = file.getKey().startsWith(Layout.JOURNAL) ? lastWritten(file.getValue()) : 0;
                for (int i = 0; end > 0 && i < 8; i++) {
                    int at = 1 + random.nextInt(end);
                    byte[] bad = i % 2 == 0 ? flipped(file.getValue(), at - 1) : Arrays.copyOf(file.getValue(), at);
                    SortedMap<String, byte[]> damaged = new TreeMap<>(left);
                    damaged.put(file.getKey(), bad);
                    FakeDisk disk = made(damaged);
                    damagedOnes++;
                    String which = where + (i % 2 == 0 ? ", flipped " : ", cut ") + file.getKey() + ", byte " + at;
                    if (rig.refusal(disk) == null) {
                        assertAllThere(disk, which);
                    } else {
                        refused++;
                    }
                    rig.die();
                }
            }
        }
        say(damagedOnes);
    }

    private FakeDisk cutShort(Random random) {
        rig.die();
        answered.clear();
        FakeDisk disk = rig.disk();
        Ledger ledger = rig.opened(disk);
        for (int i = random.nextInt(12); i >= 0; i--) {
            answered.add(
                    assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(i % ELEMENTS, i)))));
        }
        // Filled with what once ended a record.
        String pad = "x".repeat(random.nextInt(8)) + "DNERJLH!".repeat(random.nextInt(400));
        ledger.change(Rig.change(ELEMENTS, "{\"pad\":\"" + pad + "\"}"));
        for (int steps = 2 + random.nextInt(6); steps > 0; steps--) {
            rig.scheduler.step();
        }
        rig.die();
        return random.nextInt(4) == 0 ? disk.kill(random) : disk.crash(random);
    }

    private void assertAllThere(FakeDisk disk, String where) throws IOException {
        rig.die();
        assertEquals(List.of(), Rig.report(disk.files()).findings(), where);
        for (Outcome.Committed committed : answered) {
            assertTrue(Rig.holds(disk, committed), where + ": an answered change is gone, and nothing says so");
        }
    }

    private static byte[] flipped(byte[] content, int at) {
        byte[] flipped = content.clone();
        flipped[at] ^= 0x10;
        return flipped;
    }

    private void damageEach(FakeDisk disk, BiFunction<byte[], Integer, byte[]> damage) throws IOException {
        int count = 0;
        SortedMap<String, byte[]> contents = disk.contents();
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            byte[] content = file.getValue();
            boolean journal = file.getKey().startsWith(Layout.JOURNAL);
            int end = journal ? lastWritten(content) : content.length;
            int first = file.getKey().length() % EVERY;
            // A segment without a byte is as one that was being made when the process ended.
            for (int at = journal ? Math.max(1, first) : first; at < end; at += EVERY) {
                SortedMap<String, byte[]> damaged = new TreeMap<>(contents);
                damaged.put(file.getKey(), damage.apply(content, at));
                boolean head = at >= lastLine(content) && file.getKey().startsWith("element-chains/");
                count++;
                judge(made(damaged), head ? element(file.getKey()) : -1, file.getKey() + ", byte " + at);
            }
        }
        say(count);
    }

    private void say(int count) {
        System.out.printf(
                "damage, every %d bytes: %,d ledgers, of which %,d did not start, %,d were found out by the checker"
                        + " and %,d were whole again%n",
                EVERY, count, refused, found, count - refused - found);
    }

    /** The number of the element whose chain a file is. */
    private static int element(String path) {
        return path.charAt(path.length() - Layout.SUFFIX.length() - 1) - '0';
    }

    private static int lastLine(byte[] content) {
        int start = content.length - 1;
        while (start > 0 && content[start - 1] != '\n') {
            start--;
        }
        return start;
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

    /** @param head the element whose last line is damaged; -1 if none is */
    private void judge(FakeDisk disk, int head, String where) throws IOException {
        SortedMap<String, byte[]> before = disk.contents();
        String refusal = rig.refusal(disk);
        if (refusal != null) {
            refused++;
            assertTrue(
                    NAMES_FILE_AND_BYTE.matcher(refusal).find(),
                    where + ": the refusal does not name file and byte: " + refusal);
            assertSameTiers(before, disk.contents(), where);
            return;
        }
        goOn(disk, head, where);
        List<Finding> findings = Rig.report(disk.files()).findings();
        if (where.startsWith(Layout.JOURNAL)) {
            // A start reads all of the journal: it leaves nothing to the checker.
            assertEquals(List.of(), findings, where);
        }
        if (!findings.isEmpty()) {
            found++;
        } else {
            for (Outcome.Committed committed : answered) {
                assertTrue(Rig.holds(disk, committed), where + ": an answered change is gone, and nothing says so");
            }
        }
    }

    /** It takes changes: of every element if all is whole, never of one whose last line is no longer what it was. */
    private void goOn(FakeDisk disk, int head, String where) throws IOException {
        rig.die();
        boolean whole = Rig.report(disk.files()).findings().isEmpty();
        Ledger ledger = rig.opened(disk);
        for (int element = 0; element < ELEMENTS; element++) {
            Outcome outcome = rig.await(ledger.change(Rig.change(element, 1_000)));
            if (whole) {
                assertInstanceOf(Outcome.Committed.class, outcome, where);
            } else if (element == head || !(outcome instanceof Outcome.Committed)) {
                Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, outcome, where);
                assertInstanceOf(Refusal.Damaged.class, refused.why(), where);
            }
        }
        rig.die();
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

    @Test
    void aFolderInAChainsPlaceRefusesThatElement() {
        FakeDisk disk = cleanlyStopped();
        String path = "element-chains/network/interfaces/vi1.jsonl";
        SortedMap<String, byte[]> contents = disk.contents();
        contents.remove(path);
        FakeDisk blocked = made(contents);
        blocked.putFolder(path);
        refusesElementOne(blocked, path);
    }

    @Test
    void aChainThatMayNotBeOpenedRefusesThatElement() {
        FakeDisk disk = cleanlyStopped();
        String path = "element-chains/network/interfaces/vi1.jsonl";
        refusesElementOne(new UnreadableFile(disk, path), path);
    }

    @Test
    void aLedgerThatMayNotBeOpenedIsRefusedNamingIt() {
        FakeDisk disk = cleanlyStopped();
        String refusal = rig.refusal(new UnreadableFile(disk, Layout.LEDGER));
        assertNotNull(refusal);
        assertTrue(refusal.contains(Layout.LEDGER), refusal);
    }

    private void refusesElementOne(Disk disk, String path) {
        Ledger ledger = rig.opened(disk);
        Outcome outcome = rig.await(ledger.change(Rig.change(1, 100)));
        String sentence =
                switch (assertInstanceOf(Outcome.Refused.class, outcome).why()) {
                    case Refusal.Damaged damaged -> damaged.sentence();
                    case Refusal.Unreadable unreadable -> unreadable.sentence();
                    case Refusal other -> throw new AssertionError(other);
                };
        assertTrue(sentence.contains(path), sentence);
        assertEquals(sentence, ledger.refusedElements().example().orElseThrow());
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(2, 100))));
    }

    @Test
    void aBadLastRecordIsCutOnlyWhereNoTierHoldsALineOfIt() throws Exception {
        FakeDisk disk = killed();
        SortedMap<String, byte[]> contents = disk.contents();
        String segment = contents.keySet().stream()
                .filter(path -> path.startsWith(Layout.JOURNAL))
                .reduce((first, second) -> second)
                .orElseThrow();
        byte[] journal = contents.get(segment);
        // The record's last sector never got to the disk.
        byte[] torn = journal.clone();
        Arrays.fill(torn, (lastWritten(journal) - 1) / SECTOR * SECTOR, torn.length, (byte) 0);
        contents.put(segment, torn);
        String refusal = rig.refusal(made(contents));
        assertNotNull(refusal);
        assertTrue(NAMES_FILE_AND_BYTE.matcher(refusal).find(), refusal);

        // The same before any of it was applied: each file ends where the record's part of it begins.
        Outcome.Committed last = answered.getLast();
        cutLastLine(contents, Layout.LEDGER);
        cutLastLine(contents, "element-chains/network/interfaces/vi" + (CHANGES - 1) % ELEMENTS + Layout.SUFFIX);
        FakeDisk unapplied = made(contents);
        assertNull(rig.refusal(unapplied));
        assertEquals(List.of(), Rig.report(unapplied.files()).findings());
        assertFalse(Rig.holds(unapplied, last));
    }

    private static void cutLastLine(SortedMap<String, byte[]> contents, String path) {
        byte[] content = contents.get(path);
        contents.put(path, Arrays.copyOf(content, lastLine(content)));
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

    @Test
    void aClockAYearAheadLeavesTimeHeldForAYearAndSaysSo() {
        long year = 365 * 86_400_000_000L;
        FakeDisk disk = rig.disk();
        Ledger ledger = rig.opened(disk);
        rig.await(ledger.change(Rig.change(0, 1)));
        long now = ledger.visible().timestamp();
        rig.clock(now + year);
        rig.await(ledger.change(Rig.change(0, 2)));
        long ahead = ledger.visible().timestamp();
        assertTrue(ahead >= now + year);
        rig.await(ledger.close());

        rig.clock(now);
        Ledger again = rig.opened(disk);
        assertTrue(again.timeHeld() > year - 60_000_000L, "held: " + again.timeHeld());
        rig.await(again.change(Rig.change(0, 3)));
        assertEquals(ahead, again.visible().timestamp());
        assertTrue(again.timeHeld() > year - 60_000_000L, "held: " + again.timeHeld());

        rig.clock(ahead + 1);
        rig.await(again.change(Rig.change(0, 4)));
        assertTrue(again.visible().timestamp() > ahead);
        assertEquals(0, again.timeHeld());
    }
}
