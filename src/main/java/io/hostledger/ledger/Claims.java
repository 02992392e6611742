package io.hostledger.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Sees to it that what bears a change_id is acted on once at a time: a second caller waits for the first one's end. Safe for several threads. */
final class Claims {
    private final Map<String, CompletableFuture<Void>> claimed = new ConcurrentHashMap<>();

    /** Acts when all these ids are the caller's, and gives them back when that has come to its end. */
    <T> CompletableFuture<T> hold(Collection<String> changeIds, Supplier<CompletableFuture<T>> act) {
        // In one order, so that no two callers wait for each other.
        return hold(List.copyOf(new TreeSet<>(changeIds)), 0, act);
    }

    private <T> CompletableFuture<T> hold(List<String> ids, int next, Supplier<CompletableFuture<T>> act) {
        if (next == ids.size()) {
            return act.get();
        }
        String id = ids.get(next);
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = claimed.putIfAbsent(id, mine);
        if (other != null) {
            return other.thenCompose(over -> hold(ids, next, act));
        }
        CompletableFuture<T> outcome;
        try {
            outcome = hold(ids, next + 1, act);
        } catch (RuntimeException | Error e) {
            outcome = CompletableFuture.failedFuture(e);
        }
        outcome.whenComplete((done, failure) -> {
            claimed.remove(id, mine);
            mine.complete(null);
        });
        return outcome;
    }
}
