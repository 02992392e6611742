package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.ledger.Outcome;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** From what became of a change or an event to the answer over HTTP. */
@Singleton
class Recording {
    private final BlockAnswers answers;

    @Inject
    Recording(BlockSource blocks) {
        this.answers = new BlockAnswers(blocks);
    }

    /** @param element null for an event */
    Uni<Response> answer(@Nullable ElementId element, CompletableFuture<Outcome> outcome) {
        return Uni.createFrom()
                .completionStage(outcome)
                .onFailure()
                .transform(failure -> new Fault(Problems.unforeseenInEngine(failure)))
                .onItem()
                .transformToUni(known -> answer(element, known));
    }

    private Uni<Response> answer(@Nullable ElementId element, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed made -> Uni.createFrom().item(BlockAnswers.committed(element, made));
            case Outcome.Refused refused -> Uni.createFrom().item(Answers.problem(Problems.of(refused.why(), element)));
            case Outcome.Repeated first -> offLoop(() -> answers.repeated(element, first));
            case Outcome.Unchanged head -> {
                if (element == null) {
                    throw new IllegalStateException("an event is never unchanged");
                }
                yield offLoop(() -> answers.unchanged(element, head));
            }
        };
    }

    private static Uni<Response> offLoop(Callable<Response> read) {
        return Uni.createFrom()
                .<Response>emitter(emitter -> {
                    try {
                        emitter.complete(read.call());
                    } catch (Exception e) {
                        emitter.fail(e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
