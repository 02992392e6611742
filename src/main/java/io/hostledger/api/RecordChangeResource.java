package io.hostledger.api;

import io.hostledger.chain.ElementTypes;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.Expected;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Takes one change. Those of NDJSON are {@link NdjsonRoute}'s. */
@Path("/v1/changes")
public class RecordChangeResource {
    private final WritePath ledger;
    private final ElementTypes types;
    private final Recording recording;

    RecordChangeResource(WritePath ledger, ElementTypes types, Recording recording) {
        this.ledger = ledger;
        this.types = types;
        this.recording = recording;
    }

    @POST
    @Consumes(MediaTypes.JSON)
    @Produces(MediaTypes.JSON)
    public Uni<Response> record(@Context HttpServerRequest request) {
        Expected ifMatch = IfMatch.of(request.headers());
        return Bodies.read(request).onItem().transformToUni(body -> {
            Change change = ChangeRequest.read(RequestJson.read(body), ifMatch, types);
            return recording.answer(change.element(), ifMatch, ledger.change(change));
        });
    }
}
