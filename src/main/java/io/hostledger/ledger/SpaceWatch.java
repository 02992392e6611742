package io.hostledger.ledger;

import io.hostledger.disk.Disk;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Looks at the free space of the disk now and then, and says when it falls below its reserve, and when it no longer is. */
final class SpaceWatch {
    private static final long MILLIS = 250;
    /** So many segments of the journal must fit above the reserve: one that is removed, and made anew, is not to open and shut it. */
    private static final int SEGMENTS_ABOVE = 2;

    /** Is told on the appender's context. */
    interface Listener {
        /**
         * @param why nothing may be taken; null where there is space enough
         * @return whether to go on watching
         */
        boolean space(Standing.@Nullable ReadOnly why);
    }

    private final Disk disk;
    private final long reserve;
    private final long above;
    private final Setup.Timer timer;
    private final Executor executor;
    private final Listener listener;
    /** Said last. Owned by the executor. */
    private Standing.@Nullable ReadOnly why;

    SpaceWatch(Setup setup, Listener listener) {
        this.disk = setup.disk();
        this.reserve = setup.bounds().minFreeSpace();
        this.above = SEGMENTS_ABOVE * setup.bounds().segmentBytes();
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
        Failures.stage(disk::freeSpace).whenCompleteAsync(this::seen, executor);
    }

    private void seen(@Nullable Long free, @Nullable Throwable failure) {
        Standing.ReadOnly now = free == null ? notTold(failure) : shortage(free);
        // Said once, as it was at first, however the bytes go up and down.
        why = now != null && why != null && why.noSpace() == now.noSpace() ? why : now;
        if (listener.space(why)) {
            timer.after(MILLIS, this::look);
        }
    }

    private static Standing.ReadOnly notTold(@Nullable Throwable failure) {
        return new Standing.ReadOnly("the free space of the disk cannot be told: " + Failures.sentence(failure), false);
    }

    private Standing.@Nullable ReadOnly shortage(long free) {
        long needed = why != null && why.noSpace() ? reserve + above : reserve;
        return free >= needed
                ? null
                : new Standing.ReadOnly("the disk has " + free + " bytes left, the reserve is " + reserve, true);
    }
}
