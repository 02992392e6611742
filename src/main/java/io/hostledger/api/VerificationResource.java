package io.hostledger.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Verifies everything, and answers with the report. With progress first it is {@link VerificationRoutes}'s. */
@Path("/v1/verification")
public class VerificationResource {
    private final Verifications verifications;

    VerificationResource(Verifications verifications) {
        this.verifications = verifications;
    }

    @GET
    @Produces(MediaTypes.JSON)
    public Uni<Response> verify(@Context HttpServerRequest request) {
        return Verifications.report(verifications.everything(request));
    }
}
