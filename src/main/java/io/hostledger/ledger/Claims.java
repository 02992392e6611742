package io.hostledger.ledger;

import io.hostledger.disk.Files;
import io.hostledger.index.ChangeIds;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sees to it that a change_id is acted on once: a second caller waits for the first one's outcome. Safe for several threads. */
final class Claims {
    private final ChangeIds known;
    private final Files files;
    private final Executor blocking;
    private final Supplier<Visible> visible;
    private final Map<String, CompletableFuture<Outcome>> claimed = new ConcurrentHashMap<>();

    Claims(ChangeIds known, Files files, Executor blocking, Supplier<Visible> visible) {
        this.known = known;
        this.files = files;
        this.blocking = blocking;
        this.visible = visible;
    }

    /** The outcome of what is asked under an id: the first one's if there was one, else that of acting on it. */
    CompletableFuture<Outcome> claim(String changeId, Asked asked, Supplier<CompletableFuture<Outcome>> act) {
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> other = claimed.putIfAbsent(changeId, mine);
        if (other != null) {
            return other.handle((outcome, failure) -> null).thenCompose(over -> claim(changeId, asked, act));
        }
        CompletableFuture<Outcome> outcome = settle(changeId, asked, act);
        outcome.whenComplete((done, failure) -> {
            claimed.remove(changeId, mine);
            mine.complete(done);
        });
        return outcome;
    }

    private CompletableFuture<Outcome> settle(String changeId, Asked asked, Supplier<CompletableFuture<Outcome>> act) {
        long[] heights = known.candidates(changeId);
        if (heights.length == 0) {
            return act.get();
        }
        return CompletableFuture.supplyAsync(() -> answered(changeId, asked, heights), blocking)
                .exceptionally(failure -> new Outcome.Refused(new Refusal.Damaged(Failures.sentence(failure))))
                .thenCompose(first -> first == null ? act.get() : CompletableFuture.completedFuture(first));
    }

    private @Nullable Outcome answered(String changeId, Asked asked, long[] heights) {
        try {
            for (long height : heights) {
                var central = CentralBlocks.at(files, height, visible.get().length());
                if (changeId.equals(central.by().changeId())) {
                    return asked.repeats(central, files);
                }
            }
            return null;
        } catch (IOException | DamagedLedger e) {
            throw new CompletionException(e);
        }
    }
}
