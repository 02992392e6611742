package io.hostledger.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Takes events that happen to no element. */
@Path("/v1/ledger/blocks")
public class RecordEventResource {
    private final WritePath ledger;
    private final Recording recording;

    RecordEventResource(WritePath ledger, Recording recording) {
        this.ledger = ledger;
        this.recording = recording;
    }

    @POST
    @Consumes(MediaTypes.JSON)
    @Produces(MediaTypes.JSON)
    @Operation(
            summary = "Record an event that happened to no element",
            description = "{category, action, payload, actor, change_id?, correlation_id?}")
    @RequestBody(required = true, content = @Content(mediaType = MediaTypes.JSON))
    @APIResponse(
            responseCode = "201",
            description = "{central}: the block",
            content = @Content(mediaType = MediaTypes.JSON))
    @APIResponse(
            responseCode = "200",
            description = "The first answer to the change_id",
            content = @Content(mediaType = MediaTypes.JSON))
    @APIResponse(
            responseCode = "400",
            description = "malformed-json",
            content = @Content(mediaType = MediaTypes.PROBLEM))
    @APIResponse(
            responseCode = "409",
            description = "change-id-conflict",
            content = @Content(mediaType = MediaTypes.PROBLEM))
    @APIResponse(responseCode = "413", description = "too-large", content = @Content(mediaType = MediaTypes.PROBLEM))
    @APIResponse(
            responseCode = "422",
            description = "invalid-request",
            content = @Content(mediaType = MediaTypes.PROBLEM))
    @APIResponse(
            responseCode = "503",
            description = "overloaded, read-only",
            content = @Content(mediaType = MediaTypes.PROBLEM))
    @APIResponse(
            responseCode = "507",
            description = "insufficient-storage",
            content = @Content(mediaType = MediaTypes.PROBLEM))
    public Uni<Response> record(@Context HttpServerRequest request) {
        return Bodies.read(request)
                .onItem()
                .transformToUni(
                        body -> recording.answer(null, ledger.record(EventRequest.read(RequestJson.read(body)))));
    }
}
