package io.hostledger.ledger;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what bears a change_id is acted on once at a time: whoever comes later waits for the
 * end of those before, in the order in which they came. Safe for several threads.
 */
final class Claims {
    /** Those who wait for an id that somebody holds. */
    private static final class Line {
        final Queue<Runnable> waiting = new ArrayDeque<>();
        /** Holders that have ended, and whose successor has not begun. */
        final AtomicInteger ended = new AtomicInteger();
    }

    /** An id is here while somebody holds it. Guarded by itself, with the queues of the lines. */
    private final Map<String, Line> claimed = new HashMap<>();

    /** Acts when all these ids are the caller's, and gives them back when that has come to its end. */
    <T> CompletableFuture<T> hold(Collection<String> changeIds, Supplier<CompletableFuture<T>> act) {
        // In one order, so that no two callers wait for each other.
        return hold(List.copyOf(new TreeSet<>(changeIds)), 0, act);
    }

    private <T> CompletableFuture<T> hold(List<String> ids, int next, Supplier<CompletableFuture<T>> act) {
        if (next == ids.size()) {
            return act.get();
        }
        CompletableFuture<T> outcome = new CompletableFuture<>();
        claim(
                ids.get(next),
                line -> rest(ids, next, act).whenComplete((done, failure) -> {
                    if (failure == null) {
                        outcome.complete(done);
                    } else {
                        outcome.completeExceptionally(failure);
                    }
                    end(ids.get(next), line);
                }));
        return outcome;
    }

    private <T> CompletableFuture<T> rest(List<String> ids, int held, Supplier<CompletableFuture<T>> act) {
        try {
            return hold(ids, held + 1, act);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private interface Turn {
        void begin(Line line);
    }

    private void claim(String id, Turn turn) {
        Line line;
        synchronized (claimed) {
            line = claimed.get(id);
            if (line != null) {
                Line joined = line;
                line.waiting.add(() -> turn.begin(joined));
                return;
            }
            line = new Line();
            claimed.put(id, line);
        }
        turn.begin(line);
    }

    private void end(String id, Line line) {
        if (line.ended.getAndIncrement() > 0) {
            return; // whoever began this turn is still in the loop below, however long the line: no deeper
        }
        do {
            Runnable turn = next(id, line);
            if (turn != null) {
                turn.run();
            }
        } while (line.ended.decrementAndGet() > 0);
    }

    private @Nullable Runnable next(String id, Line line) {
        synchronized (claimed) {
            Runnable turn = line.waiting.poll();
            if (turn == null) {
                claimed.remove(id);
            }
            return turn;
        }
    }
}
