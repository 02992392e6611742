package io.hostledger.ledger;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.index.Catalogue;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a set of changes was answered the first time. Its blocks are found by one that bears one of
 * its change_ids: they stand beside it, under the same correlation_id. What had none was unchanged.
 */
record RepeatedSet(ChangeSet set, Remembered remembered, Catalogue catalogue) {

    /** The first answer, or the refusal of what was not asked then; null if none of its ids is known. Blocks. */
    @Nullable
    SetOutcome first() throws IOException, DamagedLedger {
        CentralBlock anchor = null;
        for (int i = 0; i < set.changes().size() && anchor == null; i++) {
            String changeId = set.changes().get(i).by().changeId();
            anchor = changeId == null ? null : remembered.block(changeId);
        }
        if (anchor == null) {
            return null;
        }
        List<Outcome> items = new ArrayList<>();
        for (int i = 0; i < set.changes().size(); i++) {
            Outcome item = item(set.changes().get(i), anchor);
            if (item instanceof Outcome.Refused refused) {
                return new SetOutcome.Refused(i, refused.why());
            }
            items.add(item);
        }
        return isWhole(items, anchor)
                ? new SetOutcome.Done(items)
                : new SetOutcome.Refused(-1, new Refusal.ChangeIdConflict(anchor.height()));
    }

    /** Whether there is no block of the first set, beside or between those that are asked for, that is not asked for. */
    private boolean isWhole(List<Outcome> items, CentralBlock anchor) throws IOException, DamagedLedger {
        TreeSet<Long> asked = new TreeSet<>();
        for (Outcome item : items) {
            if (item instanceof Outcome.Repeated repeated) {
                asked.add(repeated.central().height());
            }
        }
        if (asked.isEmpty()) {
            return false;
        }
        Visible visible = remembered.visible().get();
        long from = Math.max(asked.first() - 1, 0);
        long to = Math.min(asked.last() + 1, visible.height());
        for (long height = from; height <= to; height++) {
            if (!asked.contains(height)
                    && isBeside(CentralBlocks.at(remembered.files(), height, visible.length()), anchor)) {
                return false;
            }
        }
        return true;
    }

    /** All blocks of a set bear one time, beside its correlation_id, which a caller may give to several sets. */
    private static boolean isBeside(CentralBlock central, CentralBlock anchor) {
        String correlation = anchor.by().correlationId();
        return central.element() != null
                && central.timestamp() == anchor.timestamp()
                && correlation != null
                && correlation.equals(central.by().correlationId());
    }

    private Outcome item(Change change, CentralBlock anchor) throws IOException, DamagedLedger {
        Files files = remembered.files();
        String path = Layout.chain(change.element());
        long last = anchor.height() + set.changes().size() - 1;
        for (long height = upTo(change, path, last); height >= 0; height--) {
            ElementBlock block = ElementBlocks.at(files, path, height);
            CentralBlock central = CentralBlocks.at(
                    files, block.centralHeight(), remembered.visible().get().length());
            if (isOfSet(central, anchor)) {
                return asBefore(change, central);
            }
            if (central.height() < anchor.height()) {
                return unchanged(change, block, central, anchor);
            }
        }
        return Asked.conflict(anchor);
    }

    /** The height of the element's last block that is not behind this central one; -1 if there is none. */
    private long upTo(Change change, String path, long centralHeight) throws IOException, DamagedLedger {
        Catalogue.Entry entry = catalogue.get(change.element().text());
        long from = -1;
        long to = entry == null ? -1 : entry.last().height();
        while (from < to) {
            long middle = from + (to - from + 1) / 2;
            if (ElementBlocks.at(remembered.files(), path, middle).centralHeight() <= centralHeight) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return from;
    }

    private boolean isOfSet(CentralBlock central, CentralBlock anchor) {
        String correlation = anchor.by().correlationId();
        return central.height() == anchor.height()
                || correlation != null
                        && correlation.equals(central.by().correlationId())
                        && Math.abs(central.height() - anchor.height())
                                < set.changes().size();
    }

    private Outcome asBefore(Change change, CentralBlock central) throws IOException, DamagedLedger {
        Attribution by = change.by();
        String correlation =
                set.correlated() ? by.correlationId() : central.by().correlationId();
        if (by.changeId() != null && !by.changeId().equals(central.by().changeId())) {
            return Asked.conflict(central);
        }
        Attribution same = new Attribution(by.actor(), by.source(), by.onBehalfOf(), by.changeId(), correlation);
        Change asked =
                new Change(change.element(), change.state(), change.action(), same, change.reason(), change.expected());
        return new Asked.OfChange(asked).repeats(central, remembered.files());
    }

    private Outcome unchanged(Change change, ElementBlock then, CentralBlock central, CentralBlock anchor)
            throws IOException, DamagedLedger {
        String changeId = change.by().changeId();
        boolean same = change.action() == null
                && then.state().equals(change.state())
                && (changeId == null || remembered.block(changeId) == null);
        return same
                ? new Outcome.Unchanged(new Head(then.height(), then.hash()), central.head())
                : Asked.conflict(anchor);
    }
}
