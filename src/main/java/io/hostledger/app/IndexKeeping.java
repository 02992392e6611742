package io.hostledger.app;

import io.hostledger.disk.Disk;
import io.hostledger.index.BlockIndex;
import io.hostledger.index.Extent;
import io.hostledger.ledger.Published;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Reads the index of central blocks on behind the writers, so that no question waits for it, and
 * saves what is full, so that no start does. Whatever fails is tried again {@value #BLOCKS} blocks later.
 */
final class IndexKeeping implements Published.Listener {
    /** It is read on when it is so many blocks behind. */
    static final int BLOCKS = 4_096;

    private static final Logger LOG = Logger.getLogger("io.hostledger");

    private final BlockIndex index;
    private final Supplier<Extent> visible;
    private final Disk disk;
    private final Executor blocking;
    private final AtomicBoolean running = new AtomicBoolean();
    /** How far the last run went, or tried to: questions read the index on too, but save nothing. */
    private volatile long tried = -1;

    private volatile boolean closed;
    /** Used by the one run that there is at a time. */
    private boolean failing;

    IndexKeeping(BlockIndex index, Supplier<Extent> visible, Disk disk, Executor blocking) {
        this.index = index;
        this.visible = visible;
        this.disk = disk;
        this.blocking = blocking;
    }

    @Override
    public void published(Published blocks) {
        if (blocks.now().height() - tried >= BLOCKS) {
            readOn();
        }
    }

    /** Reads on and saves, unless that is going on already. */
    void readOn() {
        if (running.compareAndSet(false, true)) {
            blocking.execute(this::run);
        }
    }

    private void run() {
        try {
            Extent now = visible.get();
            tried = now.height();
            index.upTo(now);
            index.save(disk);
            failing = false;
        } catch (IOException | CompletionException e) {
            if (!failing && !closed) {
                LOG.warn("the index of blocks is not saved for now; a start will read the ledger instead", e);
            }
            failing = true;
        } finally {
            running.set(false);
        }
    }

    /** Saves what is full, for the next start. What is behind it is read in less than a tenth of a second. Blocks. */
    void close() {
        closed = true;
        try {
            index.save(disk);
        } catch (IOException | CompletionException e) {
            LOG.warn("the index of blocks was not saved", e);
        }
    }
}
