package io.hostledger.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** The whole host, now or at a time. */
@Path("/v1/state")
public class StateResource {
    private final Listings listings;
    private final Pages pages;

    StateResource(Listings listings, Pages pages) {
        this.listings = listings;
        this.pages = pages;
    }

    @GET
    @Produces(MediaTypes.JSON)
    public Uni<Response> state(@Context HttpServerRequest request) {
        return pages.answer(listings.state(request));
    }
}
