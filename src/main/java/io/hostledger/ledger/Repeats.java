package io.hostledger.ledger;

import io.hostledger.chain.CentralBlock;
import io.hostledger.index.Catalogue;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers what bears a change_id for the second time as it was answered the first time, and acts on it otherwise. */
final class Repeats {
    private final Claims claims = new Claims();
    private final UnchangedAnswers unchanged = new UnchangedAnswers();
    private final Remembered remembered;
    private final Catalogue catalogue;
    private final Executor blocking;

    /** @param blocking runs reads of files */
    Repeats(Remembered remembered, Catalogue catalogue, Executor blocking) {
        this.remembered = remembered;
        this.catalogue = catalogue;
        this.blocking = blocking;
    }

    /** The outcome of what is asked under an id: the first one's if there was one, else that of acting on it. */
    CompletableFuture<Outcome> of(@Nullable String changeId, Asked asked, Supplier<CompletableFuture<Outcome>> act) {
        if (changeId == null) {
            return act.get();
        }
        return claims.hold(List.of(changeId), () -> {
            Outcome first = unchanged.first(changeId, asked);
            return first == null ? byBlock(changeId, asked, act) : CompletableFuture.completedFuture(first);
        });
    }

    private CompletableFuture<Outcome> byBlock(String changeId, Asked asked, Supplier<CompletableFuture<Outcome>> act) {
        CompletableFuture<Outcome> answer = remembered.mayBear(changeId)
                ? read(() -> first(changeId, asked), Outcome.Refused::new, act)
                : act.get();
        return answer.whenComplete((outcome, failure) -> {
            if (outcome instanceof Outcome.Unchanged same) {
                unchanged.remember(changeId, asked, same);
            }
        });
    }

    private @Nullable Outcome first(String changeId, Asked asked) throws IOException, DamagedLedger {
        CentralBlock central = remembered.block(changeId);
        return central == null ? null : asked.repeats(central, remembered.files());
    }

    /** As {@link #of(String, Asked, Supplier)}, of a set whose changes may each bear an id. */
    CompletableFuture<SetOutcome> of(ChangeSet set, Supplier<CompletableFuture<SetOutcome>> act) {
        List<String> ids = set.changes().stream()
                .map(change -> change.by().changeId())
                .filter(Objects::nonNull)
                .toList();
        RepeatedSet repeated = new RepeatedSet(set, remembered, catalogue);
        return claims.hold(
                ids,
                () -> ids.stream().anyMatch(remembered::mayBear)
                        ? read(repeated::first, why -> new SetOutcome.Refused(-1, why), act)
                        : act.get());
    }

    /** Reads what a first answer was, or null. */
    private interface Reading<T> {
        @Nullable
        T read() throws IOException, DamagedLedger;
    }

    private interface Refusing<T> {
        T refused(Refusal why);
    }

    private <T> CompletableFuture<T> read(Reading<T> first, Refusing<T> refusing, Supplier<CompletableFuture<T>> act) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return first.read();
                            } catch (IOException | DamagedLedger e) {
                                throw new CompletionException(e);
                            }
                        },
                        blocking)
                .exceptionally(failure -> refusing.refused(Failures.refusal(failure)))
                .thenCompose(answer -> answer == null ? act.get() : CompletableFuture.completedFuture(answer));
    }
}
