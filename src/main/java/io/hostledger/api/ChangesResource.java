package io.hostledger.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** What changed, with the details. */
@Path("/v1/changes")
public class ChangesResource {
    private final Listings listings;

    ChangesResource(Listings listings) {
        this.listings = listings;
    }

    @GET
    @Produces(MediaTypes.JSON)
    public Uni<Response> changes(@Context HttpServerRequest request) {
        return Reading.page(listings.changes(request));
    }
}
