package io.hostledger.ledger;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.Lines;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Both tiers line by line. */
final class TierCheck {
    private TierCheck() {}

    static @Nullable String finding(Files files) {
        try {
            Map<Long, CentralBlock> central = new HashMap<>();
            Hash prev = Hash.ZERO;
            if (files.exists(Layout.LEDGER)) {
                try (Files.OpenFile file = files.open(Layout.LEDGER)) {
                    for (long at = 0; at < file.size(); ) {
                        Lines.Line line = Lines.at(file, at, file.size());
                        CentralBlock block = TrustedLine.central(line);
                        if (!block.prevHash().equals(prev) || block.height() != central.size()) {
                            return "ledger.jsonl, byte " + at + ": broken link";
                        }
                        central.put(block.height(), block);
                        prev = block.hash();
                        at = line.end();
                    }
                }
            }
            return chains(files, Layout.CHAINS, central);
        } catch (IOException | DamagedLedger e) {
            return e.getMessage();
        }
    }

    private static @Nullable String chains(Files files, String folder, Map<Long, CentralBlock> central)
            throws IOException, DamagedLedger {
        String finding = walk(files, folder, central);
        if (finding == null && central.values().stream().anyMatch(block -> block.element() != null)) {
            return "a central block has no element block";
        }
        return finding;
    }

    private static @Nullable String walk(Files files, String folder, Map<Long, CentralBlock> central)
            throws IOException, DamagedLedger {
        for (Files.Entry entry : files.list(folder)) {
            String path = folder + "/" + entry.name();
            String finding =
                    entry.type() == Files.Type.FOLDER ? walk(files, path, central) : chain(files, path, central);
            if (finding != null) {
                return finding;
            }
        }
        return null;
    }

    private static @Nullable String chain(Files files, String path, Map<Long, CentralBlock> central)
            throws IOException, DamagedLedger {
        Hash prev = Hash.ZERO;
        try (Files.OpenFile file = files.open(path)) {
            for (long at = 0; at < file.size(); ) {
                Lines.Line line = Lines.at(file, at, file.size());
                var block = TrustedLine.element(path, line);
                CentralBlock named = central.remove(block.centralHeight());
                if (named == null
                        || named.element() == null
                        || !named.element().hash().equals(block.hash())) {
                    return path + ", byte " + at + ": no central block names this one";
                }
                if (!block.prevHash().equals(prev)) {
                    return path + ", byte " + at + ": broken link";
                }
                prev = block.hash();
                at = line.end();
            }
        }
        return null;
    }
}
