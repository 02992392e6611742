package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.query.ElementAnswer;
import io.hostledger.query.ElementReads;
import io.hostledger.query.LedgerReads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** Elements: what they are, what they were, and their histories, verbatim. */
@Path("/v1/elements")
public class ElementsResource {
    /** Of the path's segments, the one that is the id. */
    private static final int ID = 2;

    private final Listings listings;
    private final Pages pages;
    private final ElementTypes types;
    private final ElementReads elements;

    ElementsResource(Listings listings, Pages pages, ElementTypes types, LedgerReads ledger) {
        this.listings = listings;
        this.pages = pages;
        this.types = types;
        this.elements = new ElementReads(ledger);
    }

    @GET
    @Produces(MediaTypes.JSON)
    public Uni<Response> elements(@Context HttpServerRequest request) {
        return pages.answer(listings.elements(request));
    }

    @GET
    @Path("{id}")
    @Produces(MediaTypes.JSON)
    public Uni<Response> element(@Context HttpServerRequest request) {
        ElementId element = PathSegments.of(request).element(ID, types);
        Parameters parameters = new Parameters(request.query(), Set.of("at", "height"));
        Long height = parameters.height("height");
        Long at = Times.moment(parameters, "at");
        if (parameters.has("at") && parameters.has("height")) {
            parameters.refuse("at", "a time and a height are not asked for together");
        }
        parameters.check();
        return pages.tagged(() -> height != null
                ? Faults.found(elements.atHeight(element, height), "height")
                : Faults.found(at == null ? elements.now(element) : elements.at(element, at), "at"));
    }

    @GET
    @Path("{id}/blocks")
    @Produces(MediaTypes.JSON)
    public Uni<Response> history(@Context HttpServerRequest request) {
        return pages.answer(listings.history(request));
    }

    @GET
    @Path("{id}/blocks/{height}")
    @Produces(MediaTypes.JSON)
    public Uni<Response> block(@Context HttpServerRequest request) {
        PathSegments path = PathSegments.of(request);
        ElementId element = path.element(ID, types);
        long height = path.height(ID + 2);
        new Parameters(request.query(), Set.of()).check();
        return pages.tagged(() -> Faults.found(elements.block(element, height), "height"));
    }

    @GET
    @Path("{id}/diff")
    @Produces(MediaTypes.JSON)
    public Uni<Response> difference(@Context HttpServerRequest request) {
        ElementId element = PathSegments.of(request).element(ID, types);
        Parameters parameters = new Parameters(request.query(), Set.of("from", "to"));
        long from = required(parameters, "from");
        long to = required(parameters, "to");
        parameters.check();
        return pages.json(pages.request(), () -> {
            ElementAnswer answer = elements.difference(element, from, to);
            boolean fromIsMissing = answer instanceof ElementAnswer.NoBlock(long head) && from > head;
            return Faults.found(answer, fromIsMissing ? "from" : "to").json();
        });
    }

    private static long required(Parameters parameters, String name) {
        Long height = parameters.height(name);
        if (!parameters.has(name)) {
            parameters.refuse(name, "the parameter is missing");
        }
        return height == null ? -1 : height;
    }
}
