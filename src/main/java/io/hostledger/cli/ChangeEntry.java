package io.hostledger.cli;

import io.hostledger.chain.CentralBlock.ElementRef;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.JsonText;
import io.hostledger.chain.Layout;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.verify.Finding;
import io.hostledger.verify.FindingKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the two lines of a change say. @param element null of any other event, or if the block is not there */
record ChangeEntry(CentralEntry central, @Nullable ElementEntry element) {
    private static final int CENTRAL = "{\"central\":".length();
    private static final int ELEMENT = ",\"element\":".length();

    /** Reads items. One thread's own. */
    static final class Reader {
        private final CentralEntry.Reader central = new CentralEntry.Reader();

        /** @param item {@code {"central":…,"element":…}}, both lines verbatim, the element's only if it has one */
        ChangeEntry read(byte[] item, int length) throws UnreadableLine {
            int end = JsonText.endOfValue(item, CENTRAL);
            boolean ofElement = end + ELEMENT < length;
            return new ChangeEntry(
                    central.read(item, CENTRAL, end),
                    ofElement ? ElementEntry.read(item, end + ELEMENT, length - 1) : null);
        }
    }

    /** What is wrong with these blocks: their content has another hash, or the central one names another block. */
    List<Finding> changed(ElementTypes types) {
        List<Finding> findings = new ArrayList<>();
        ElementRef ref = central.element();
        if (!central.contentHash().equals(central.hash())) {
            findings.add(new Finding(
                    FindingKind.HASH_MISMATCH,
                    Layout.LEDGER,
                    0,
                    0,
                    ref == null ? null : ref.id(),
                    central.height(),
                    "the block's content has the hash " + central.contentHash() + ", and it says " + central.hash()));
        }
        if (ref != null && element != null) {
            changed(element, ref, file(ref, types), findings);
        }
        return findings;
    }

    private void changed(ElementEntry block, ElementRef ref, String file, List<Finding> findings) {
        Finding changed = block.changed(file);
        if (changed != null) {
            findings.add(changed);
        } else if (!ref.hash().equals(block.block().hash())) {
            String detail = "central block " + central.height() + " names the hash " + ref.hash();
            findings.add(block.finding(FindingKind.CROSS_REFERENCE, file, detail));
        }
    }

    private static String file(ElementRef ref, ElementTypes types) {
        try {
            return Layout.chain(types.parse(ref.id()));
        } catch (InvalidElementId e) {
            return Layout.CHAINS;
        }
    }
}
