package io.hostledger.api;

import io.hostledger.chain.Hash;
import io.hostledger.query.LedgerReads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** Central blocks, verbatim. */
@Path("/v1/ledger/blocks")
public class LedgerBlocksResource {
    private final LedgerReads ledger;
    private final Listings listings;
    private final Pages pages;

    LedgerBlocksResource(LedgerReads ledger, Listings listings, Pages pages) {
        this.ledger = ledger;
        this.listings = listings;
        this.pages = pages;
    }

    @GET
    @Produces(MediaTypes.JSON)
    public Uni<Response> blocks(@Context HttpServerRequest request) {
        return pages.answer(listings.blocks(request));
    }

    @GET
    @Path("{block}")
    @Produces(MediaTypes.JSON)
    public Uni<Response> block(@Context HttpServerRequest request) {
        new Parameters(request.query(), Set.of()).check();
        PathSegments path = PathSegments.of(request);
        Hash hash = Hash.parse(path.decoded(3, "/block"));
        long height = hash == null ? path.height(3) : -1;
        return pages.json(pages.request(), () -> {
            byte[] line = hash == null ? ledger.central(height) : ledger.central(hash);
            if (line == null) {
                throw Faults.noBlock(ledger.visible().height());
            }
            return line;
        });
    }
}
