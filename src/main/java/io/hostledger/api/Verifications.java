package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.query.LedgerReads;
import io.hostledger.verify.Pace;
import io.hostledger.verify.SharedRun;
import io.hostledger.verify.Verifier;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Begins the verifications that requests ask for, or joins them. */
@Singleton
class Verifications {
    /** Of the path's segments, the one that is the id. */
    private static final int ID = 2;

    private final Verifier verifier;
    private final Pace pace;
    private final LedgerReads ledger;
    private final ElementTypes types;

    /** @param pace of what somebody waits for */
    @Inject
    Verifications(Verifier verifier, Pace pace, LedgerReads ledger, ElementTypes types) {
        this.verifier = verifier;
        this.pace = pace;
        this.ledger = ledger;
        this.types = types;
    }

    /** The verification of everything. */
    Uni<SharedRun> everything(HttpServerRequest request) {
        new Parameters(request.query(), Set.of()).check();
        return begun(() -> verifier.everything(pace));
    }

    /** The verification of the element that the path names. */
    Uni<SharedRun> element(HttpServerRequest request) {
        ElementId element = PathSegments.of(request).element(ID, types);
        new Parameters(request.query(), Set.of()).check();
        return begun(() -> {
            if (!ledger.has(element)) {
                throw Faults.noElement();
            }
            return verifier.element(element, ledger.lastOf(element), pace);
        });
    }

    private interface Beginning {
        SharedRun begin() throws IOException;
    }

    private static Uni<SharedRun> begun(Beginning beginning) {
        return Uni.createFrom()
                .<SharedRun>emitter(emitter -> {
                    try {
                        emitter.complete(beginning.begin());
                    } catch (IOException | RuntimeException e) {
                        emitter.fail(fault(e));
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** The answer that has the report. */
    static Uni<Response> report(Uni<SharedRun> begun) {
        return begun.onItem()
                .transformToUni(run -> Uni.createFrom()
                        .completionStage(run.report().thenApply(report -> Unpooled.wrappedBuffer(run.json(report)))))
                .onItem()
                // Not as bytes, which would be copied for each client that has not read them yet.
                .transform(json ->
                        Response.ok(Buffer.buffer(json), MediaTypes.JSON).build())
                .onFailure()
                .transform(Verifications::fault);
    }

    /** What a verification that came to no report is told as. */
    static Fault fault(Throwable failure) {
        @Nullable Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return switch (cause) {
            case Fault fault -> fault;
            case NoSuchFileException none -> Faults.noElement();
            case RejectedExecutionException full ->
                new Fault(ProblemType.OVERLOADED, "as many verifications as may be are waiting");
            case null, default -> new Fault(Problems.unforeseen(failure));
        };
    }
}
