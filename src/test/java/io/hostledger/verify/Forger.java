package io.hostledger.verify;

import static io.hostledger.verify.BlockText.get;
import static io.hostledger.verify.BlockText.hashed;
import static io.hostledger.verify.BlockText.string;
import static io.hostledger.verify.BlockText.with;
import static io.hostledger.verify.BlockText.withData;

import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the rest of a chain fit a block that was changed. */
final class Forger {
    private Forger() {}

    /** Links and hashes again all blocks of a file from one on. */
    static void relink(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            if (i > 0) {
                line = with(line, "prev_hash", get(lines.get(i - 1), "hash"));
            }
            lines.set(i, hashed(line));
        }
    }

    /** Makes the changes of all blocks of an element's chain fit its states again. */
    static void rediff(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            Json before = Json.ofCanonical(get(lines.get(i - 1), "state_snapshot"));
            Json after = Json.ofCanonical(get(lines.get(i), "state_snapshot"));
            lines.set(
                    i, with(lines.get(i), "changes", Diff.between(before, after).toString()));
        }
    }

    /** Makes both tiers fit each other again, whatever was changed in them, as somebody with the whole host in hand would. */
    static SampleLedger reforge(SampleLedger ledger) {
        SampleLedger forged = ledger.copy();
        Map<String, List<String>> chains = new HashMap<>();
        Map<String, Integer> done = new HashMap<>();
        List<String> central = forged.lines(Layout.LEDGER);
        Map<String, String> hashes = new HashMap<>();
        for (int i = 0; i < central.size(); i++) {
            String line = central.get(i);
            if (get(line, "v") != null) {
                if (string(line, "category").equals("element_modification")) {
                    String path = path(string(get(line, "data"), "element_id"));
                    List<String> chain = chains.computeIfAbsent(path, forged::lines);
                    int height = done.merge(path, 1, Integer::sum) - 1;
                    element(chain, height, hashes);
                    line = withData(line, "element_hash", get(chain.get(height), "hash"));
                    if (height > 0) {
                        line = withData(line, "prev_element_hash", get(chain.get(height), "prev_hash"));
                    }
                }
                line = hashed(i == 0 ? line : with(line, "prev_hash", get(central.get(i - 1), "hash")));
                central.set(i, line);
            }
            hashes.put(get(line, "height"), string(line, "hash"));
        }
        chains.forEach(forged::put);
        return forged.put(Layout.LEDGER, central);
    }

    private static void element(List<String> chain, int height, Map<String, String> hashes) {
        String block = chain.get(height);
        if (height > 0) {
            block = with(block, "prev_hash", get(chain.get(height - 1), "hash"));
        }
        if (get(block, "central_head") != null) {
            String head = string(block, "central_head");
            String at = head.substring(0, head.indexOf(':'));
            if (hashes.containsKey(at)) {
                block = with(block, "central_head", BlockText.quoted(at + ":" + hashes.get(at)));
            }
        }
        chain.set(height, hashed(block));
    }

    static String path(String elementId) {
        try {
            return Layout.chain(ElementTypes.standard().parse(elementId));
        } catch (InvalidElementId e) {
            throw new IllegalArgumentException(e);
        }
    }
}
