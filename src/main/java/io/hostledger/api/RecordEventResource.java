package io.hostledger.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Takes events that happen to no element. */
@Path("/v1/ledger/blocks")
public class RecordEventResource {
    private final WritePath ledger;
    private final Recording recording;
    private final Bodies bodies;

    RecordEventResource(WritePath ledger, Recording recording, Bodies bodies) {
        this.ledger = ledger;
        this.recording = recording;
        this.bodies = bodies;
    }

    @POST
    @Consumes(MediaTypes.JSON)
    @Produces(MediaTypes.JSON)
    public Uni<Response> record(@Context HttpServerRequest request) {
        return bodies.read(request)
                .onItem()
                .transformToUni(body -> recording.answer(ledger.record(EventRequest.read(RequestJson.read(body)))));
    }
}
