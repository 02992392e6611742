package io.hostledger.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** What differs on the host between two times. */
@Path("/v1/diff")
public class DifferenceResource {
    private final Listings listings;
    private final Pages pages;

    DifferenceResource(Listings listings, Pages pages) {
        this.listings = listings;
        this.pages = pages;
    }

    @GET
    @Produces(MediaTypes.JSON)
    public Uni<Response> difference(@Context HttpServerRequest request) {
        return pages.answer(listings.difference(request));
    }
}
