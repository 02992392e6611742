package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.verify.Damage.Expected;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each test does one kind of damage to every block of two ledgers, and asks for what must be found, and where. */
class MustBeFoundTest {
    private static final List<SampleLedger> SAMPLES =
            List.of(SampleLedger.of("vectors/v1/ledger"), SampleLedger.of("vectors/v1-legacy/ledger"));

    @Test
    void aByteChangedInAnyMemberOfAnyLine() {
        lines(LineDamage::memberChanged);
    }

    @Test
    void aByteChangedInAnyMemberOfALegacyLineThatNobodyAdopted() {
        found(new LineDamage(SampleLedger.of("legacy")).memberChanged());
    }

    @Test
    void aLineRemoved() {
        lines(LineDamage::removed);
    }

    @Test
    void aLineDoubled() {
        lines(LineDamage::doubled);
    }

    @Test
    void twoLinesSwapped() {
        lines(LineDamage::swapped);
    }

    @Test
    void aLineMoved() {
        lines(LineDamage::moved);
    }

    @Test
    void aLineReformatted() {
        lines(LineDamage::reformatted);
    }

    @Test
    void aLegacyLineReformattedThatNobodyAdopted() {
        found(new LineDamage(SampleLedger.of("legacy")).legacyReformatted());
    }

    @Test
    void aFileTorn() {
        lines(LineDamage::torn);
    }

    @Test
    void anElementFileHashedAgainFromABlockOn() {
        files(FileDamage::elementRehashed);
    }

    @Test
    void theCentralFileHashedAgainFromABlockOn() {
        files(FileDamage::centralRehashed);
    }

    @Test
    void anElementFileDeletedOrEmptied() {
        files(FileDamage::chainGone);
    }

    @Test
    void anElementFileRenamedOrCopied() {
        files(FileDamage::chainRenamed);
    }

    @Test
    void twoElementFilesExchanged() {
        files(FileDamage::chainsExchanged);
    }

    @Test
    void theLastBlocksOfAnElementFileRemoved() {
        files(FileDamage::lastElementBlocksRemoved);
    }

    @Test
    void theLastBlocksOfTheCentralFileRemoved() {
        files(FileDamage::lastCentralBlocksRemoved);
    }

    @Test
    void aLegacyByteChangedUnderUnchangedHashes() {
        files(FileDamage::legacyBytesChanged);
    }

    @Test
    void aStrayFileOrALink() {
        files(FileDamage::strays);
    }

    @Test
    void aBlockThatIsWrongInItselfUnderHashesThatFit() {
        files(FileDamage::forged);
    }

    private static void lines(Function<LineDamage, Stream<Damage>> damage) {
        found(SAMPLES.stream().flatMap(sample -> damage.apply(new LineDamage(sample))));
    }

    private static void files(Function<FileDamage, Stream<Damage>> damage) {
        found(SAMPLES.stream().flatMap(sample -> damage.apply(new FileDamage(sample))));
    }

    private static void found(Stream<Damage> damages) {
        List<Executable> checks =
                damages.<Executable>map(damage -> () -> found(damage)).toList();
        assertFalse(checks.isEmpty());
        assertAll(checks);
    }

    private static void found(Damage damage) {
        Report report = damage.ledger().report();
        assertFalse(report.intact() && !damage.expected().isEmpty(), damage + ": nothing found");
        for (Expected expected : damage.expected()) {
            assertTrue(
                    report.findings().stream().anyMatch(expected::fits),
                    () -> damage + ": no " + expected + " among " + report.findings());
        }
    }
}
