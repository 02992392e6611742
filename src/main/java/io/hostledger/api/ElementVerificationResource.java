package io.hostledger.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Verifies one element, as {@link VerificationResource} does everything. */
@Path("/v1/elements/{id}/verification")
public class ElementVerificationResource {
    private final Verifications verifications;

    ElementVerificationResource(Verifications verifications) {
        this.verifications = verifications;
    }

    @GET
    @Produces(MediaTypes.JSON)
    public Uni<Response> verify(@Context HttpServerRequest request) {
        return Verifications.report(verifications.element(request));
    }
}
