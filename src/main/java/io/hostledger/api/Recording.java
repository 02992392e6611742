package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.ledger.ChangeSet;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import io.hostledger.ledger.Expected;
import io.hostledger.ledger.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** From what became of changes and events to the answer over HTTP. */
@Singleton
class Recording {
    private final BlockAnswers answers;

    @Inject
    Recording(BlockSource blocks) {
        this.answers = new BlockAnswers(blocks);
    }

    /** The answer to an event. */
    Uni<Response> answer(CompletableFuture<Outcome> outcome) {
        return answer(null, null, outcome);
    }

    /**
     * The answer to a change or a rollback.
     *
     * @param element null for an event
     * @param ifMatch the precondition of a header; null if there is none
     */
    Uni<Response> answer(@Nullable ElementId element, @Nullable Expected ifMatch, CompletableFuture<Outcome> outcome) {
        return ofEngine(Uni.createFrom()
                .completionStage(outcome)
                .onItem()
                .transformToUni(known -> answer(element, ifMatch, known)));
    }

    /** Whatever fails behind the engine leaves open what was kept. */
    private static <T> Uni<T> ofEngine(Uni<T> answer) {
        return answer.onFailure(failure -> !(failure instanceof Fault))
                .transform(failure -> new Fault(Problems.unforeseenInEngine(failure)));
    }

    private Uni<Response> answer(@Nullable ElementId element, @Nullable Expected ifMatch, Outcome outcome) {
        Answer made = atOnce(element, ifMatch, outcome);
        return made == null
                ? read(element, outcome).onItem().transform(Answer::response)
                : Uni.createFrom().item(made.response());
    }

    /** The answer to a change, a rollback or an event; null if it must be {@link #read}. */
    static @Nullable Answer atOnce(@Nullable ElementId element, @Nullable Expected ifMatch, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed made -> BlockAnswers.committed(element, made);
            case Outcome.Refused refused -> Answer.problem(precondition(Problems.of(refused.why(), element), ifMatch));
            case Outcome.Repeated first -> null;
            case Outcome.Unchanged head -> null;
        };
    }

    /** The answer whose blocks are in the files alone. */
    Uni<Answer> read(@Nullable ElementId element, Outcome outcome) {
        return ofEngine(Reading.read(() -> made(element, outcome)));
    }

    private Answer made(@Nullable ElementId element, Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Repeated first) {
            return answers.repeated(element, first);
        }
        if (outcome instanceof Outcome.Unchanged head && element != null) {
            return answers.unchanged(element, head);
        }
        throw new IllegalStateException("nothing is read for " + outcome);
    }

    /** Names the header where it, and not the body, has the precondition that was not met. */
    static Problem precondition(Problem problem, @Nullable Expected ifMatch) {
        return ifMatch == null ? problem : problem.named(Problems.EXPECTED_HASH, "/" + IfMatch.HEADER);
    }

    /** The answer to a set of changes. */
    Uni<Response> answer(ChangeSet set, CompletableFuture<SetOutcome> outcome) {
        return ofEngine(Uni.createFrom().completionStage(outcome).onItem().transformToUni(known -> switch (known) {
            case SetOutcome.Done done ->
                Reading.answer(() -> answers.set(set.changes(), done.items()).response());
            case SetOutcome.Refused refused -> Uni.createFrom().item(Answers.problem(problem(set, refused)));
        }));
    }

    private static Problem problem(ChangeSet set, SetOutcome.Refused refused) {
        int index = refused.index();
        return index < 0
                ? Problems.of(refused.why(), null)
                : Problems.of(refused.why(), set.changes().get(index).element())
                        .within(ChangeSetRequest.pointer(index));
    }
}
