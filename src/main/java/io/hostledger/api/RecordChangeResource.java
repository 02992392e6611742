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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

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
    @Operation(
            summary = "Record what an element is now",
            description =
                    "{element_id, state, actor, action?, reason?, change_id?, correlation_id?, expected_hash?}; state null"
                            + " deletes. As application/x-ndjson one change a line, of any length: the answer is 200 with a line for each,"
                            + " in order: {index, element_id, element_height, element_hash, central_height, central_hash},"
                            + " {index, unchanged: true, …} or {index, problem}. Blank lines are skipped and not counted.")
    @RequestBody(
            required = true,
            content = {@Content(mediaType = MediaTypes.JSON), @Content(mediaType = MediaTypes.NDJSON)})
    @APIResponse(
            responseCode = "201",
            description = "{element, central}: both blocks, durable and in the files of both tiers",
            content = @Content(mediaType = MediaTypes.JSON))
    @APIResponse(
            responseCode = "200",
            description =
                    "{unchanged: true, element, central}: the head's blocks; or the first answer to the change_id",
            content = {@Content(mediaType = MediaTypes.JSON), @Content(mediaType = MediaTypes.NDJSON)})
    @APIResponse(
            responseCode = "400",
            description = "malformed-json",
            content = @Content(mediaType = MediaTypes.PROBLEM))
    @APIResponse(
            responseCode = "404",
            description = "element-not-found",
            content = @Content(mediaType = MediaTypes.PROBLEM))
    @APIResponse(
            responseCode = "409",
            description = "change-id-conflict",
            content = @Content(mediaType = MediaTypes.PROBLEM))
    @APIResponse(
            responseCode = "412",
            description = "head-mismatch",
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
        Expected ifMatch = IfMatch.of(request.headers());
        return Bodies.read(request).onItem().transformToUni(body -> {
            Change change = ChangeRequest.read(RequestJson.read(body), ifMatch, types);
            return recording.answer(change.element(), ledger.change(change));
        });
    }
}
