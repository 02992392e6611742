package io.hostledger.api;

import io.hostledger.chain.ElementTypes;
import io.hostledger.ledger.ChangeSet;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Takes several changes that are made all or none. */
@Path("/v1/changesets")
public class ChangeSetsResource {
    private final WritePath ledger;
    private final ElementTypes types;
    private final Recording recording;
    private final Bodies bodies;

    ChangeSetsResource(WritePath ledger, ElementTypes types, Recording recording, Bodies bodies) {
        this.ledger = ledger;
        this.types = types;
        this.recording = recording;
        this.bodies = bodies;
    }

    @POST
    @Consumes(MediaTypes.JSON)
    @Produces(MediaTypes.JSON)
    public Uni<Response> record(@Context HttpServerRequest request) {
        IfMatch.refuse(request.headers());
        return bodies.read(request).onItem().transformToUni(body -> {
            ChangeSet set = ChangeSetRequest.read(RequestJson.readSet(body), types);
            return recording.answer(set, ledger.changeSet(set));
        });
    }
}
