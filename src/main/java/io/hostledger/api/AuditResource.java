package io.hostledger.api;

import io.hostledger.query.AuditReport;
import io.hostledger.query.LedgerReads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** What happened in a window of time, counted. */
@Path("/v1/reports/audit")
public class AuditResource {
    private static final String CSV = "text/csv";

    private final LedgerReads ledger;

    AuditResource(LedgerReads ledger) {
        this.ledger = ledger;
    }

    @GET
    @Produces(MediaTypes.JSON)
    public Uni<Response> json(@Context HttpServerRequest request) {
        Window window = Window.of(request);
        return Reading.answer(() -> Answers.json(
                        200, AuditReport.of(ledger, window.since, window.until).json())
                .build());
    }

    @GET
    @Produces(CSV + ";qs=0.5")
    public Uni<Response> csv(@Context HttpServerRequest request) {
        Window window = Window.of(request);
        return Reading.answer(() -> Response.ok(
                        AuditReport.of(ledger, window.since, window.until).csv(), CSV)
                .build());
    }

    private record Window(long since, long until) {
        static Window of(HttpServerRequest request) {
            Parameters parameters = new Parameters(request.query(), Set.of("since", "until"));
            long since = Times.since(parameters);
            long until = Times.until(parameters, since);
            parameters.check();
            return new Window(since, until);
        }
    }
}
