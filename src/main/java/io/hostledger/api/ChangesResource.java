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
    private final Pages pages;

    ChangesResource(Listings listings, Pages pages) {
        this.listings = listings;
        this.pages = pages;
    }

    @GET
    @Produces(MediaTypes.JSON)
    public Uni<Response> changes(@Context HttpServerRequest request) {
        return pages.answer(listings.changes(request));
    }
}
