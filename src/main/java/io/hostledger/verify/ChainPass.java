package io.hostledger.verify;

import io.hostledger.disk.Files;
import io.hostledger.disk.Files.OpenFile;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Checks all element chains with all threads, each file by one of them. */
final class ChainPass implements Crew.Part {
    private final Files files;
    private final ChainFiles chains;
    private final Findings findings;
    private final Function<Place, ChainCheck> checks;
    private final Pulse pulse;
    private final LongAdder blocks = new LongAdder();
    private final LongAdder unsettled = new LongAdder();

    ChainPass(Files files, ChainFiles chains, Findings findings, Function<Place, ChainCheck> checks, Pulse pulse) {
        this.files = files;
        this.chains = chains;
        this.findings = findings;
        this.checks = checks;
        this.pulse = pulse;
    }

    @Override
    public void work() throws IOException {
        Place place = new Place(findings);
        ChainCheck check = checks.apply(place);
        for (String path = chains.next(); path != null; path = chains.next()) {
            place.open(path);
            try (OpenFile file = files.open(path)) {
                check.check(file, pulse);
            } catch (IOException e) {
                place.add(FindingKind.UNREADABLE_LINE, Sentences.unreadable(e));
            }
        }
        blocks.add(check.blocks());
        unsettled.add(check.unsettled());
    }

    long blocks() {
        return blocks.sum();
    }

    long unsettled() {
        return unsettled.sum();
    }
}
