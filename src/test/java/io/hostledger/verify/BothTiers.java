package io.hostledger.verify;

import io.hostledger.chain.Layout;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Forgeries that both tiers hide together: nothing in them is wrong. Nothing is expected to be found. */
final class BothTiers {
    private final SampleLedger sample;

    BothTiers(SampleLedger sample) {
        this.sample = sample;
    }

    /** Another state in each element block, and every hash of both tiers made to fit. */
    Stream<Damage> rehashed() {
        return sample.chains().stream()
                .flatMap(path -> IntStream.range(0, sample.lines(path).size()).mapToObj(line -> rehashed(path, line)));
    }

    Damage rehashed(String path, int line) {
        List<String> lines = sample.lines(path);
        lines.set(line, BlockText.with(lines.get(line), "state_snapshot", "{\"forged\":true}"));
        Forger.rediff(lines);
        return Damage.of(
                "both tiers hashed again from line " + (line + 1) + " of " + path + " on",
                Forger.reforge(sample.copy().put(path, lines)));
    }

    /** The last central blocks removed, and the element blocks that belong to them. */
    Stream<Damage> shortened() {
        return IntStream.range(0, sample.lines(Layout.LEDGER).size()).mapToObj(this::shortened);
    }

    private Damage shortened(int left) {
        SampleLedger shortened =
                sample.copy().put(Layout.LEDGER, sample.lines(Layout.LEDGER).subList(0, left));
        for (String path : sample.chains()) {
            List<String> kept = sample.lines(path).stream()
                    .filter(line -> Long.parseLong(BlockText.get(line, "central_ledger_block")) < left)
                    .toList();
            shortened.put(path, kept);
        }
        return Damage.of("both tiers shortened to " + left + " central blocks", shortened);
    }
}
