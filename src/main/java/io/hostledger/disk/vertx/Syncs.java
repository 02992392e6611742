package io.hostledger.disk.vertx;

import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Many syncs, a few of them side by side, so that the file system can make one of several. */
final class Syncs {
    /** How many are under way at once. */
    static final int AT_ONCE = 4;

    /** How many are worth another thread. */
    private static final int WORTH_A_HOP = 4;

    private final Iterator<String> rest;
    private final One one;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** All guarded by this. */
    private int underWay;

    private @Nullable Throwable firstFault;

    private Syncs(Iterator<String> rest, One one, int underWay) {
        this.rest = rest;
        this.one = one;
        this.underWay = underWay;
    }

    interface One {
        void sync(String path) throws IOException;
    }

    /** Syncs each path once; after the first failure begins no more, and fails with it when the others have ended. */
    static CompletionStage<Void> each(Collection<String> paths, One one, Hops hops) {
        LinkedHashSet<String> once = new LinkedHashSet<>(paths);
        int count = Math.clamp((once.size() + WORTH_A_HOP - 1) / WORTH_A_HOP, 1, AT_ONCE);
        Syncs syncs = new Syncs(once.iterator(), one, count);
        for (int i = 0; i < count; i++) {
            hops.run(syncs::work).whenComplete((worked, fault) -> syncs.end(fault));
        }
        return syncs.done;
    }

    private void work() throws IOException {
        for (String path = next(); path != null; path = next()) {
            try {
                one.sync(path);
            } catch (IOException | RuntimeException e) {
                stop(e);
                throw e;
            }
        }
    }

    private synchronized @Nullable String next() {
        return firstFault == null && rest.hasNext() ? rest.next() : null;
    }

    private synchronized void stop(Throwable fault) {
        if (firstFault == null) {
            firstFault = fault;
        }
    }

    private void end(@Nullable Throwable fault) {
        Throwable first;
        synchronized (this) {
            if (fault != null) {
                stop(fault);
            }
            if (--underWay > 0) {
                return;
            }
            first = firstFault;
        }
        if (first == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(first);
        }
    }
}
