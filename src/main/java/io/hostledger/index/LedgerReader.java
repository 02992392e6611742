package io.hostledger.index;

import io.hostledger.chain.Actions;
import io.hostledger.chain.ElementId;
import io.hostledger.disk.Files;
import io.hostledger.index.Catalogue.Entry;
import io.hostledger.index.Catalogue.Last;
import io.hostledger.index.CentralFields.Field;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Derives catalogue and change ids from central lines. */
final class LedgerReader implements LedgerScan.Visitor {
    private final Derived known;
    /** Elements whose last action does not say whether they are there. */
    private final Set<Entry> unsure = new HashSet<>();

    LedgerReader(Derived known) {
        this.known = known;
    }

    /** Reads on to the limit, and into the element chains where central lines do not say enough. */
    Derived readOn(Files files, long limit) throws IOException {
        Extent extent = LedgerScan.run(files, known.extent(), limit, this);
        for (Entry entry : unsure) {
            ElementId element = entry.element();
            Last last = entry.last();
            if (element != null && ElementEnd.deleted(files, element, last.height())) {
                entry.moveOn(new Last(last.height(), last.centralHeight(), true));
            }
        }
        return new Derived(known.catalogue(), known.changeIds(), extent);
    }

    @Override
    public void block(CentralFields block, long offset, long end) {
        if (block.has(Field.CHANGE_ID)) {
            known.changeIds().add(block.text(Field.CHANGE_ID), block.height());
        }
        if (block.has(Field.ELEMENT_ID)) {
            String action = block.text(Field.ACTION);
            Last last = new Last(block.elementHeight(), block.height(), action.equals(Actions.DELETED));
            Entry entry = known.catalogue().update(block.text(Field.ELEMENT_ID), last);
            if (Actions.derived(action)) {
                unsure.remove(entry);
            } else {
                unsure.add(entry);
            }
        }
    }
}
