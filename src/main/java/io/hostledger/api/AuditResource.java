package io.hostledger.api;

import io.hostledger.query.AuditReport;
import io.hostledger.query.LedgerReads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** What happened in a window of time, counted. */
@Path("/v1/reports/audit")
public class AuditResource {
    private static final int MOST_WAITING = 8;

    private final LedgerReads ledger;
    private final Pages pages;
    /** One at a time: each counts names in a good part of the memory. */
    private final Turns reports = new Turns(1, MOST_WAITING, "another report is being made");

    AuditResource(LedgerReads ledger, Pages pages) {
        this.ledger = ledger;
        this.pages = pages;
    }

    @GET
    public Uni<Response> report(@Context HttpServerRequest request) {
        String type = type(request.headers().getAll("Accept"));
        Window window = Window.of(request);
        RoutingContext routing = pages.request();
        AtomicBoolean gone = new AtomicBoolean();
        routing.addEndHandler(ended -> gone.set(true));
        return pages.one(routing, () -> Response.ok(reports.take(() -> report(type, window, gone)), type));
    }

    private byte[] report(String type, Window window, AtomicBoolean gone) throws IOException {
        AuditReport made = AuditReport.of(ledger, window.since, window.until, () -> {
            if (gone.get()) {
                throw new Fault(ProblemType.OVERLOADED, "nobody waits for the report any more");
            }
        });
        return type.equals(MediaTypes.CSV) ? made.csv() : made.json();
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
