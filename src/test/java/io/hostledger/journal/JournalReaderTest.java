package io.hostledger.journal;

import static io.hostledger.journal.SampleJournal.FROM;
import static io.hostledger.journal.SampleJournal.RECORD;
import static io.hostledger.journal.SampleJournal.SECTOR;
import static io.hostledger.journal.SampleJournal.SECTORS;
import static io.hostledger.journal.SampleJournal.TO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a journal whose segments are started, empty, torn, void or damaged; first, in the middle, last. */
class JournalReaderTest {
    private static final String FIRST = SampleJournal.paths().getFirst();
    private static final String LAST = SampleJournal.paths().getLast();
    private static final List<Long> ALL = numbers(FROM, TO);

    private final SampleJournal sample = SampleJournal.made();

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static String damage(SampleJournal journal, String path) {
        DamagedJournal damaged = assertThrows(DamagedJournal.class, journal::read);
        String said = String.valueOf(damaged.getMessage());
        assertTrue(said.startsWith(path + ", byte "), said);
        return said;
    }

    private static byte[] flipped(byte[] content, int at) {
        content[at] ^= 0x10;
        return content;
    }

    private static byte[] zeroed(byte[] content, int from, int to) {
        Arrays.fill(content, from, to, (byte) 0);
        return content;
    }

    @Test
    void startedSegmentsAreReadOneBehindAnother() throws Exception {
        assertEquals(ALL, sample.read());
        assertEquals(numbers(FROM, TO - 1), sample.read(TO));
    }

    @Test
    void emptySegmentsAreReadOverWhereverTheyStand() throws Exception {
        assertEquals(ALL, sample.with(Segment.path(0), new byte[4 * SECTOR]).read());
        assertEquals(ALL, sample.with(Segment.path(5), new byte[2 * RECORD]).read());
        assertEquals(ALL, sample.with(Segment.path(5), new byte[100]).read());
        assertEquals(ALL, sample.with(Segment.path(5), new byte[0]).read());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aTornRecordAtTheEndIsCut(int record) throws Exception {
        List<Long> before = numbers(FROM, TO - 2 + record);
        int at = record * RECORD;
        for (int there = 0; there < 1 << SECTORS; there++) {
            byte[] torn = zeroed(sample.content(LAST), at, 2 * RECORD);
            for (int sector = 0; sector < SECTORS; sector++) {
                if ((there >> sector & 1) == 1) {
                    int from = at + sector * SECTOR;
                    System.arraycopy(sample.content(LAST), from, torn, from, SECTOR);
                }
            }
            boolean whole = there == (1 << SECTORS) - 1;
            assertEquals(
                    whole ? numbers(FROM, TO - 1 + record) : before,
                    sample.with(LAST, torn).read());
        }
    }

    @Test
    void whatIsBeforeTheBeginningOfAJournalIsVoid() throws Exception {
        for (String path : SampleJournal.paths()) {
            for (byte[] bad : List.of(flipped(sample.content(path), 200), Arrays.copyOf(sample.content(path), 300))) {
                SampleJournal begun = sample.with(path, bad).with(Segment.path(5), SampleJournal.beginning(5, TO + 1));
                assertEquals(List.of(TO + 1), begun.read());
            }
        }
    }

    @Test
    void anUnreadableBeginningIsDamageWhateverStandsBeforeIt() {
        byte[] mark = flipped(SampleJournal.beginning(5, TO + 1), 60);
        damage(sample.with(Segment.path(5), mark), Segment.path(5));
    }

    @Test
    void aFirstRecordThatIsFlippedIsDamageInEverySegment() {
        for (String path : SampleJournal.paths()) {
            damage(sample.with(path, flipped(sample.content(path), 200)), path);
        }
    }

    @Test
    void aSegmentCutWithinItsFirstRecordIsDamage() {
        for (String path : SampleJournal.paths()) {
            for (int length : List.of(1, 39, 300, SECTOR, RECORD - 1)) {
                damage(sample.with(path, Arrays.copyOf(sample.content(path), length)), path);
            }
        }
    }

    @Test
    void aSegmentThatIsGoneIsAGapBeforeTheNextOne() {
        damage(sample.with(Segment.path(3), new byte[0]), LAST);
    }

    @Test
    void aRecordWithoutItsFirstSectorIsDamageWhereAnotherStandsBehindIt() {
        damage(sample.with(LAST, zeroed(sample.content(LAST), 0, SECTOR)), LAST);
    }

    @Test
    void aRecordWithoutItsLastSectorIsDamageWhereAnotherStandsBehindIt() {
        byte[] next = zeroed(sample.content(LAST), RECORD - SECTOR, RECORD);
        damage(sample.with(LAST, zeroed(next, RECORD, RECORD + SECTOR)), LAST);
    }

    /** A caller may send the trailers of all versions: they end nothing. */
    @Test
    void aTornRecordFullOfTrailersIsCut() throws Exception {
        String ascii = "DNERJLH!".repeat(250);
        for (int shift = 0; shift < 8; shift++) {
            byte[] segment = zeroed(sample.content(LAST), 0, 2 * RECORD);
            Batch batch = SampleJournal.batch("z".repeat(shift) + ascii);
            SampleJournal.put(segment, 0, batch, 4, TO - 1);
            zeroed(segment, 3 * SECTOR, segment.length);
            assertEquals(numbers(FROM, TO - 2), sample.with(LAST, segment).read());
        }
        String trailer = new String(
                ByteBuffer.allocate(8).putLong(0xfffe_fdfc_fbfa_f9f8L).array(), StandardCharsets.UTF_8);
        assertEquals("\ufffd".repeat(8), trailer, "the trailer can be text");
    }

    @Test
    void noFlippedByteTakesABatchAwayUnsaid() throws Exception {
        for (String path : SampleJournal.paths()) {
            for (int at = 0; at < 2 * RECORD; at++) {
                assertSaidOrWhole(sample.with(path, flipped(sample.content(path), at)), ALL, path + " " + at);
            }
        }
    }

    @Test
    void noCutTakesABatchAwayUnsaid() throws Exception {
        for (String path : SampleJournal.paths()) {
            for (int length = 1; length < 2 * RECORD; length++) {
                byte[] cut = Arrays.copyOf(sample.content(path), length);
                assertSaidOrWhole(sample.with(path, cut), ALL, path + " " + length);
            }
        }
    }

    /** The last record is on its way, and was answered to nobody; all before it were. */
    @Test
    void noFlippedByteBeforeATornRecordTakesABatchAwayUnsaid() throws Exception {
        List<Long> answered = numbers(FROM, TO - 1);
        for (int there = 0; there < 1 << SECTORS; there++) {
            byte[] torn = sample.content(LAST);
            for (int sector = 0; sector < SECTORS; sector++) {
                if ((there >> sector & 1) == 0) {
                    zeroed(torn, RECORD + sector * SECTOR, RECORD + (sector + 1) * SECTOR);
                }
            }
            for (String path : SampleJournal.paths()) {
                SampleJournal left = sample.with(LAST, torn);
                for (int at = 0; at < 2 * RECORD; at += 3) {
                    String where = "sectors " + there + ", " + path + " " + at;
                    assertSaidOrWhole(left.with(path, flipped(left.content(path), at)), answered, where);
                }
            }
        }
    }

    private static void assertSaidOrWhole(SampleJournal damaged, List<Long> answered, String where) throws Exception {
        try {
            List<Long> read = damaged.read();
            assertTrue(read.size() >= answered.size(), where + ": " + read);
            assertEquals(answered, read.subList(0, answered.size()), where);
        } catch (DamagedJournal said) {
            assertTrue(String.valueOf(said.getMessage()).contains(", byte "), said.getMessage());
        }
    }

    @Test
    void whatAnEarlierVersionWroteIsReadWhereItIsWhole() throws Exception {
        SampleJournal old = sample;
        for (String path : SampleJournal.paths()) {
            old = old.with(path, asBefore(sample.content(path)));
        }
        assertEquals(ALL, old.read());
        assertEquals(
                List.of(TO + 1),
                old.with(Segment.path(5), SampleJournal.beginning(5, TO + 1)).read());

        byte[] torn = zeroed(old.content(LAST), 2 * RECORD - SECTOR, 2 * RECORD);
        assertTrue(damage(old.with(LAST, torn), LAST).contains("earlier version"));
        assertTrue(damage(old.with(FIRST, flipped(old.content(FIRST), 200)), FIRST)
                .contains("earlier version"));
    }

    /** A segment as the version before wrote it: another magic, and the trailer, as text, right behind the runs. */
    private static byte[] asBefore(byte[] segment) {
        ByteBuffer out = ByteBuffer.wrap(segment);
        for (int at = 0; at < segment.length; at += RECORD) {
            byte[] record = Arrays.copyOfRange(segment, at, at + RECORD);
            int length = Record.length(record);
            out.putLong(at + RECORD - Record.TRAILER, 0);
            out.putLong(at + length - Record.TRAILER, 0x444e_4552_4a4c_4821L);
            out.putInt(at, 0x484c_4a52);
            byte[] changed = Arrays.copyOfRange(segment, at, at + length);
            out.putInt(at + Record.CRC_AT, Record.crc(changed, length));
        }
        return segment;
    }
}
