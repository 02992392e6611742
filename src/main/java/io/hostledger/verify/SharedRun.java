package io.hostledger.verify;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A verification that goes on, with all who wait for it. Safe for several threads. */
public final class SharedRun implements Watch {
    /** Rests are cut, so that who is in a hurry, or ends it, is heard soon. */
    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(250);

    private final CompletableFuture<Report> report = new CompletableFuture<>();
    /** A larger report is kept where a connection writes from, which else copies it for each client. */
    private static final int LARGE = 64 << 10;

    private @Nullable ByteBuffer json; // guarded by this
    private final List<Consumer<Progress>> followers = new CopyOnWriteArrayList<>();
    private final Set<Pace> paces = new CopyOnWriteArraySet<>();
    private volatile boolean cancelled;
    // Owned by the verification's one thread.
    private long last = System.nanoTime();
    private long piece;
    private long took;

    SharedRun(Pace pace) {
        paces.add(pace);
    }

    /** What is found; completes exceptionally where the ledger cannot be opened, or it was cancelled. */
    public CompletableFuture<Report> report() {
        return report.copy();
    }

    /**
     * The report as JSON, which is made once for all who ask: it may have some megabytes. Nobody moves in it.
     *
     * @param found what {@link #report} gave
     */
    public synchronized ByteBuffer json(Report found) {
        ByteBuffer made = json;
        if (made == null) {
            made = ByteBuffer.wrap(ReportJson.of(found).toBytes());
            if (made.remaining() > LARGE) {
                made = ByteBuffer.allocateDirect(made.remaining()).put(made).flip();
            }
            json = made.asReadOnlyBuffer();
            made = json;
        }
        return made;
    }

    /** Is told how it goes on, about once a megabyte, on the verification's thread; must be quick. */
    public void follow(Consumer<Progress> follower) {
        followers.add(follower);
    }

    public void leave(Consumer<Progress> follower) {
        followers.remove(follower);
    }

    /** From here on it goes on at this pace, if that is faster: nobody is slowed down by who comes later. */
    void at(Pace pace) {
        paces.add(pace);
    }

    private long due() {
        long due = Long.MAX_VALUE;
        for (Pace pace : paces) {
            due = Math.min(due, pace.rest(piece, took));
        }
        return due;
    }

    void cancel() {
        cancelled = true;
    }

    void end(Report found) {
        report.complete(found);
    }

    void fail(Throwable failure) {
        report.completeExceptionally(failure);
    }

    @Override
    public void progress(Progress progress) {
        followers.forEach(follower -> follower.accept(progress));
    }

    @Override
    public void pace(long bytes) {
        // A rest comes before the next piece: behind the last one nobody would gain by it, and who asked would wait.
        int asked = paces.size();
        long due = due();
        piece = bytes;
        took = System.nanoTime() - last;
        while (due > 0 && paces.size() == asked && !cancelled) {
            long part = Math.min(due, LONGEST_REST);
            try {
                TimeUnit.NANOSECONDS.sleep(part);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancelled = true;
            }
            due -= part;
        }
        last = System.nanoTime();
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }
}
