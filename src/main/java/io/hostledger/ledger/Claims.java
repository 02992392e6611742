package io.hostledger.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
        Holding<T> holding = new Holding<>(List.copyOf(new TreeSet<>(changeIds)), act);
        holding.claimOn();
        return holding.outcome;
    }

    /** One caller's ids, a set's thousand as well as one: claimed and given back without a level of the stack for each. */
    private final class Holding<T> {
        final CompletableFuture<T> outcome = new CompletableFuture<>();
        private final List<String> ids;
        private final Supplier<CompletableFuture<T>> act;
        private final List<Line> held = new ArrayList<>();

        Holding(List<String> ids, Supplier<CompletableFuture<T>> act) {
            this.ids = ids;
            this.act = act;
        }

        /** As far as ids are nobody's; whoever gives back the next one goes on from there. */
        void claimOn() {
            while (held.size() < ids.size()) {
                String id = ids.get(held.size());
                Line line;
                synchronized (claimed) {
                    line = claimed.get(id);
                    if (line != null) {
                        Line joined = line;
                        line.waiting.add(() -> {
                            held.add(joined);
                            claimOn();
                        });
                        return;
                    }
                    line = new Line();
                    claimed.put(id, line);
                }
                held.add(line);
            }
            act().whenComplete(this::giveBack);
        }

        private CompletableFuture<T> act() {
            try {
                return act.get();
            } catch (RuntimeException | Error e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private void giveBack(T done, @Nullable Throwable failure) {
            if (failure == null) {
                outcome.complete(done);
            } else {
                outcome.completeExceptionally(failure);
            }
            for (int i = 0; i < held.size(); i++) {
                end(ids.get(i), held.get(i));
            }
        }
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
