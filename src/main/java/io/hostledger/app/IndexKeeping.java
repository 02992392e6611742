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
 * saves what is full, so that no start does. Whatever fails is tried again with the next blocks.
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

    IndexKeeping(BlockIndex index, Supplier<Extent> visible, Disk disk, Executor blocking) {
        this.index = index;
        this.visible = visible;
        this.disk = disk;
        this.blocking = blocking;
    }

    @Override
    public void published(Published blocks) {
        if (blocks.now().height() - index.extent().height() >= BLOCKS) {
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
            index.upTo(visible.get());
            index.save(disk);
        } catch (IOException | CompletionException e) {
            LOG.debug("the index of blocks could not be kept", e);
        } finally {
            running.set(false);
        }
    }
}
