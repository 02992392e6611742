package io.hostledger.verify;

import io.hostledger.disk.Files;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.verify.ChainCheck.Limit;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last blocks of chains that name central blocks beyond the ledger, while the ledger names them: they
 * are not being written, as they looked at first, but were changed. Looks at their files once more.
 */
final class NamedTails {
    private final Files files;
    private final Owners owners;
    private final Limit limit;
    private final Sizes sizes;
    private final Pulse pulse;
    /** By file, the highest element height that a central block without an element block names. */
    private final Map<String, Long> heights = new TreeMap<>();

    private long blocks;

    NamedTails(Files files, Owners owners, Limit limit, Sizes sizes, Pulse pulse) {
        this.files = files;
        this.owners = owners;
        this.limit = limit;
        this.sizes = sizes;
        this.pulse = pulse;
    }

    /** A central block names this block of an element, and no element block answered. */
    void name(String element, long height) {
        String file = owners.file(element);
        if (limit.live() && file != null) {
            heights.merge(file, height, Math::max);
        }
    }

    /** How many blocks there were that had seemed to be unsettled. */
    long blocks() {
        return blocks;
    }

    /** @param end behind the last whole line of the ledger */
    void check(@Nullable OpenFile ledger, long end, Findings findings) throws IOException {
        for (Map.Entry<String, Long> each : heights.entrySet()) {
            Findings found = new Findings();
            CentralFile central = new CentralFile(ledger, end);
            FileLookup lookup = new FileLookup(central, new References(owners), new Findings());
            Place place = new Place(found);
            place.open(each.getKey());
            ChainCheck check = new ChainCheck(place, new CrossCheck(owners, lookup, central, place), limit, sizes);
            check.settledUpTo(each.getValue());
            try (OpenFile file = files.open(each.getKey())) {
                check.check(file, pulse);
            } catch (NoSuchFileException e) {
                continue;
            }
            blocks += check.named();
            found.kept().stream()
                    .filter(finding -> finding.line() >= check.tailLine())
                    .forEach(findings::add);
        }
    }
}
