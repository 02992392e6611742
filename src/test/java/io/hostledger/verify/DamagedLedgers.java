package io.hostledger.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes all ledgers of the test suite to folders, damaged and intact, for another checker: {@code <folder>}. The
 * file {@code verdicts} there says what this one finds: the folder, the kind and place of each
 * finding, and what was done, with tabs between.
 */
public final class DamagedLedgers {
    private DamagedLedgers() {}

    private static final String LEGACY = "legacy";

    static final List<String> SAMPLES = List.of("vectors/v1/ledger", "vectors/v1-legacy/ledger");

    static Stream<Damage> all() {
        Stream<Damage> whole = Stream.concat(SAMPLES.stream(), Stream.of(LEGACY))
                .map(folder -> Damage.of("nothing done to " + folder, SampleLedger.of(folder)));
        Stream<Damage> damaged = SAMPLES.stream()
                .map(SampleLedger::of)
                .flatMap(sample -> Stream.concat(new LineDamage(sample).all(), new FileDamage(sample).all()));
        SampleLedger first = SampleLedger.of(SAMPLES.get(0));
        return Stream.of(
                        whole,
                        damaged,
                        new LineDamage(SampleLedger.of(LEGACY)).memberChanged(),
                        new LineDamage(SampleLedger.of(LEGACY)).legacyReformatted(),
                        new BothTiers(first).rehashed(),
                        new BothTiers(first).shortened())
                .flatMap(each -> each);
    }

    public static void main(String[] args) throws IOException {
        Path root = Files.createDirectories(Path.of(args[0]));
        try (PrintWriter verdicts =
                new PrintWriter(Files.newBufferedWriter(root.resolve("verdicts"), StandardCharsets.UTF_8))) {
            int number = 0;
            for (Damage damage : (Iterable<Damage>) all()::iterator) {
                String folder = String.valueOf(number++);
                damage.ledger().write(Files.createDirectories(root.resolve(folder)));
                TreeSet<String> found = new TreeSet<>();
                for (Finding finding : damage.ledger().report().findings()) {
                    found.add(finding.kind().slug() + " " + finding.file() + ":" + finding.line());
                }
                verdicts.println(folder + "\t" + String.join("|", found) + "\t" + damage.name());
            }
        }
    }
}
