package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How much is found of each kind of damage done to every block of two ledgers, all of it: an independent checker
 * finds the same, see {@code src/bench/compare-checkers.sh}. A finding that is not there any more, or one
 * that nothing is behind, makes another number.
 */
class NothingElseIsFoundTest {
    private final Map<String, Map<String, Integer>> found = new LinkedHashMap<>();

    @Test
    void thatIsAll() {
        lines("memberChanged", LineDamage::memberChanged);
        lines("removed", LineDamage::removed);
        lines("doubled", LineDamage::doubled);
        lines("swapped", LineDamage::swapped);
        lines("moved", LineDamage::moved);
        lines("reformatted", LineDamage::reformatted);
        lines("torn", LineDamage::torn);
        files("elementRehashed", FileDamage::elementRehashed);
        files("centralRehashed", FileDamage::centralRehashed);
        files("chainGone", FileDamage::chainGone);
        files("chainRenamed", FileDamage::chainRenamed);
        files("chainsExchanged", FileDamage::chainsExchanged);
        files("lastElementBlocksRemoved", FileDamage::lastElementBlocksRemoved);
        files("lastCentralBlocksRemoved", FileDamage::lastCentralBlocksRemoved);
        files("legacyBytesChanged", FileDamage::legacyBytesChanged);
        files("strays", FileDamage::strays);
        files("forged", FileDamage::forged);
        StringBuilder text = new StringBuilder();
        found.forEach((damage, kinds) -> {
            text.append(damage).append(":\n");
            kinds.forEach((kind, times) ->
                    text.append("  ").append(kind).append(' ').append(times).append('\n'));
        });
        assertEquals("""
                memberChanged:
                  bad_timestamp 88
                  broken_link 539
                  cross_reference 1030
                  dangling_reference 201
                  foreign_block 63
                  hash_mismatch 1695
                  height_gap 352
                  legacy_mismatch 573
                  missing_element_block 216
                  not_canonical 1
                  time_went_back 68
                  unreadable_line 498
                  wrong_diff 104
                removed:
                  broken_link 46
                  cross_reference 20
                  dangling_reference 21
                  height_gap 46
                  legacy_mismatch 15
                  missing_element_block 21
                  wrong_diff 10
                doubled:
                  broken_link 58
                  cross_reference 21
                  height_gap 58
                  legacy_mismatch 15
                  wrong_diff 10
                swapped:
                  broken_link 129
                  cross_reference 11
                  height_gap 129
                  legacy_mismatch 17
                  time_went_back 28
                  unreadable_line 1
                  wrong_diff 24
                moved:
                  broken_link 86
                  cross_reference 10
                  height_gap 86
                  legacy_mismatch 17
                  time_went_back 29
                  unreadable_line 15
                  wrong_diff 11
                reformatted:
                  not_canonical 44
                torn:
                  cross_reference 211
                  dangling_reference 235
                  missing_element_block 42
                  torn_line 58
                elementRehashed:
                  cross_reference 42
                centralRehashed:
                  cross_reference 204
                  legacy_mismatch 1
                chainGone:
                  missing_element_block 42
                chainRenamed:
                  cross_reference 21
                  foreign_block 42
                chainsExchanged:
                  foreign_block 34
                lastElementBlocksRemoved:
                  missing_element_block 21
                lastCentralBlocksRemoved:
                  cross_reference 183
                  dangling_reference 207
                legacyBytesChanged:
                  legacy_mismatch 30
                  not_canonical 14
                strays:
                  missing_element_block 21
                  stray_file 40
                forged:
                  bad_timestamp 42
                  cross_reference 21
                  time_went_back 29
                  wrong_diff 21
                """, text.toString());
    }

    private void lines(String name, Function<LineDamage, Stream<Damage>> damage) {
        add(name, sample -> damage.apply(new LineDamage(sample)));
    }

    private void files(String name, Function<FileDamage, Stream<Damage>> damage) {
        add(name, sample -> damage.apply(new FileDamage(sample)));
    }

    private void add(String name, Function<SampleLedger, Stream<Damage>> damage) {
        Map<String, Integer> kinds = found.computeIfAbsent(name, each -> new TreeMap<>());
        List<SampleLedger> samples =
                DamagedLedgers.SAMPLES.stream().map(SampleLedger::of).toList();
        samples.stream()
                .flatMap(damage)
                .forEach(each -> each.ledger()
                        .report()
                        .findings()
                        .forEach(finding -> kinds.merge(finding.kind().slug(), 1, Integer::sum)));
    }
}
