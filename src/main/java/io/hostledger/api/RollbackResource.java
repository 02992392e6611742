package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.ledger.Expected;
import io.hostledger.ledger.Refusal;
import io.hostledger.ledger.Rollback;
import io.hostledger.query.ElementAnswer;
import io.hostledger.query.ElementReads;
import io.hostledger.query.LedgerReads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes an element back to a state that it had, by a new block; or says what that would change. */
@Path("/v1/elements/{id}/rollback")
public class RollbackResource {
    /** Of the path's segments, the one that is the id. */
    private static final int ID = 2;

    private final WritePath ledger;
    private final ElementTypes types;
    private final ElementReads elements;
    private final Recording recording;
    private final Bodies bodies;
    private final Pages pages;

    RollbackResource(
            WritePath ledger, ElementTypes types, LedgerReads reads, Recording recording, Bodies bodies, Pages pages) {
        this.ledger = ledger;
        this.types = types;
        this.elements = new ElementReads(reads);
        this.recording = recording;
        this.bodies = bodies;
        this.pages = pages;
    }

    @POST
    @Consumes(MediaTypes.JSON)
    @Produces(MediaTypes.JSON)
    public Uni<Response> rollBack(@Context HttpServerRequest request) {
        ElementId element = PathSegments.of(request).element(ID, types);
        Expected ifMatch = IfMatch.of(request.headers());
        RoutingContext routing = pages.request();
        return bodies.read(request).onItem().transformToUni(body -> {
            RollbackRequest asked = RollbackRequest.read(RequestJson.read(body), element, ifMatch);
            Rollback rollback = asked.rollback();
            return asked.dryRun()
                    ? pages.json(routing, () -> tried(rollback, ifMatch))
                    : recording.answer(element, ifMatch, ledger.rollBack(rollback));
        });
    }

    private byte[] tried(Rollback rollback, @Nullable Expected ifMatch) throws IOException {
        return switch (elements.backTo(rollback.element(), rollback.toHeight())) {
            case ElementAnswer.Found(byte[] changes, Hash head) -> {
                Expected expected = rollback.expected();
                if (expected != null && !expected.equals(new Expected.HeadIs(head))) {
                    throw new Fault(Recording.precondition(Problems.unexpectedHead(head), ifMatch));
                }
                yield changes;
            }
            case ElementAnswer.NoBlock(long head) ->
                throw new Fault(Problems.of(new Refusal.HeightNotFound(head), rollback.element()));
            case ElementAnswer.NoElement none -> throw Faults.noElement();
            case ElementAnswer.NotYet later -> throw Faults.noElement();
        };
    }
}
