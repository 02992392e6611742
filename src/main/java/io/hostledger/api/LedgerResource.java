package io.hostledger.api;

import io.hostledger.chain.Head;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Timestamp;
import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Visible;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** The central ledger's head and size. */
@Path("/v1/ledger")
public class LedgerResource {
    private final Ledger ledger;

    LedgerResource(Ledger ledger) {
        this.ledger = ledger;
    }

    @GET
    @Produces(MediaTypes.JSON)
    public Uni<Response> ledger(@Context HttpServerRequest request) {
        new Parameters(request.query(), Set.of()).check();
        Visible visible = ledger.visible();
        JsonWriter out = new JsonWriter(256).put('{');
        Head head = visible.head();
        if (head != null) {
            out.ascii("\"height\":").number(head.height());
            out.ascii(",\"hash\":\"").hash(head.hash()).ascii("\",\"timestamp\":\"");
            Timestamp.write(out, visible.timestamp()).ascii("\",");
        }
        out.ascii("\"blocks\":").number(visible.blocks());
        out.ascii(",\"elements\":").number(visible.elements());
        out.ascii(",\"legacy_blocks\":").number(visible.legacyBlocks()).put('}');
        return Uni.createFrom().item(Answers.json(200, out.toBytes()).build());
    }
}
