package io.hostledger.ledger;

import io.hostledger.chain.Layout;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.journal.Base;
import io.hostledger.journal.Batch;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Moves the visible height on: index first, then what readers see, then the listeners. On the appender's context. */
final class Publisher {
    private static final Logger LOG = Logger.getLogger(Publisher.class.getName());

    private final Index index;
    private final Observer observer;
    private final List<Published.Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Visible visible;
    private volatile long settledSlot = -1;
    private @Nullable Commit commit; // owned by the appender

    Publisher(Index index, Base base, Observer observer) {
        this.index = index;
        this.observer = observer;
        this.visible = index.visible(base);
    }

    /** The blocks of a batch are in the files; its callers are answered. */
    void publish(SealedBatch batch) {
        Commit made = null;
        if (!batch.blocks().isEmpty()) {
            made = batch.commit(observer.nanoTime());
            index.add(batch);
            visible = index.visible(batch.after());
            tell(batch.published(visible));
        }
        commit = made;
        for (Slot slot : batch.slots()) {
            settledSlot = Math.max(settledSlot, slot.number());
            tell(slot);
        }
        commit = null;
        if (made != null) {
            observer.committed(made);
        }
    }

    /** A batch is in the files that was read back from the journal; who asked for it was told that nobody knows. */
    void publish(Batch recovered) {
        if (recovered.runs().isEmpty() || recovered.base().height() < visible.height()) {
            return;
        }
        try {
            RecoveredLines lines = new RecoveredLines(recovered, index);
            visible = index.visible(lines.after());
            tell(new Published(visible, lines.lines()));
        } catch (UnreadableLine e) {
            throw new CompletionException(
                    DamagedLedger.unlikeJournal(Layout.JOURNAL, 0, String.valueOf(e.getMessage())));
        }
    }

    /** The batch whose callers are being answered, if it has blocks; null at any other time. On the appender's context. */
    @Nullable
    Commit commit() {
        return commit;
    }

    private static void tell(Slot slot) {
        try {
            slot.published().run();
        } catch (RuntimeException | Error e) {
            // The blocks are kept, and the next caller is to hear of his.
            LOG.log(Level.SEVERE, "a caller could not be answered", e);
        }
    }

    private void tell(Published published) {
        for (Published.Listener listener : listeners) {
            try {
                listener.published(published);
            } catch (RuntimeException | Error e) {
                // What follows the ledger is not to stop it.
                LOG.log(Level.SEVERE, "a follower of the ledger failed on what was published", e);
            }
        }
    }

    void addListener(Published.Listener listener) {
        listeners.add(listener);
    }

    Index index() {
        return index;
    }

    /** How far readers see. Any thread. */
    Visible visible() {
        return visible;
    }

    /** The last slot all of whose blocks are in the files. Any thread. */
    long settledSlot() {
        return settledSlot;
    }
}
