package io.hostledger.api;

import io.hostledger.query.AuditReport;
import io.hostledger.query.LedgerReads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** What happened in a window of time, counted. */
@Path("/v1/reports/audit")
public class AuditResource {
    private final LedgerReads ledger;

    AuditResource(LedgerReads ledger) {
        this.ledger = ledger;
    }

    @GET
    public Uni<Response> report(@Context HttpServerRequest request) {
        String type = type(request.headers().getAll("Accept"));
        Window window = Window.of(request);
        return Reading.answer(() -> {
            AuditReport report = AuditReport.of(ledger, window.since, window.until);
            return Response.ok(type.equals(MediaTypes.CSV) ? report.csv() : report.json(), type)
                    .build();
        });
    }

    /** JSON, unless CSV is asked for, or JSON is not taken. */
    private static String type(List<String> accept) {
        boolean json = Accepted.takes(accept, MediaTypes.JSON);
        if (!accept.isEmpty() && Accepted.takes(accept, MediaTypes.CSV) && (!json || Accepted.csv(accept))) {
            return MediaTypes.CSV;
        }
        if (!json) {
            throw new Fault(Problems.ofStatus(406));
        }
        return MediaTypes.JSON;
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
