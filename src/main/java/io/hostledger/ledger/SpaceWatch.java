package io.hostledger.ledger;

import io.hostledger.disk.Disk;
import java.util.concurrent.Executor;

/** Looks at the free space of the disk now and then, and says when it falls below its reserve, and when it no longer is. */
final class SpaceWatch {
    private static final long MILLIS = 250;

    /** Is told on the appender's context. */
    interface Listener {
        /** @return whether to go on watching */
        boolean space(boolean enough, long free);
    }

    private final Disk disk;
    private final long reserve;
    private final Setup.Timer timer;
    private final Executor executor;
    private final Listener listener;

    SpaceWatch(Setup setup, Listener listener) {
        this.disk = setup.disk();
        this.reserve = setup.bounds().minFreeSpace();
        this.timer = setup.timer();
        this.executor = setup.appender();
        this.listener = listener;
    }

    /** Begins to watch, if there is a reserve to be kept. */
    void begin() {
        if (reserve > 0) {
            look();
        }
    }

    private void look() {
        disk.freeSpace()
                .handle((free, failure) -> failure == null ? free : Long.valueOf(0))
                .thenAcceptAsync(this::seen, executor);
    }

    private void seen(long free) {
        if (listener.space(free >= reserve, free)) {
            timer.after(MILLIS, this::look);
        }
    }
}
