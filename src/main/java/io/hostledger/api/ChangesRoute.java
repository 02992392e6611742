package io.hostledger.api;

import io.hostledger.chain.ElementTypes;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.Expected;
import io.hostledger.ledger.Outcome;
import io.hostledger.stream.VertxLoops;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes changes, on Vert.x's own request: Quarkus REST cannot stream a request body, as NDJSON needs,
 * and costs one change as much as all the rest of its way. No bound on a body of NDJSON holds here:
 * {@link ChangeStream} keeps a bounded part of it.
 */
@ApplicationScoped
class ChangesRoute {
    /** Behind authentication, before Quarkus REST. */
    private static final int ORDER = 100;

    private final WritePath ledger;
    private final ElementTypes types;
    private final Recording recording;
    private final Bodies bodies;
    private final VertxLoops loops;

    ChangesRoute(WritePath ledger, ElementTypes types, Recording recording, Bodies bodies, Vertx vertx) {
        this.ledger = ledger;
        this.types = types;
        this.recording = recording;
        this.bodies = bodies;
        this.loops = new VertxLoops(vertx);
    }

    void routes(@Observes Router router) {
        router.post("/v1/changes").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        List<String> accept = request.headers().getAll(HttpHeaders.ACCEPT);
        switch (mediaType(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            case MediaTypes.JSON -> {
                require(accept, MediaTypes.JSON);
                one(routing);
            }
            case MediaTypes.NDJSON -> {
                require(accept, MediaTypes.NDJSON);
                many(routing);
            }
            default -> throw new Fault(Problems.ofStatus(415));
        }
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null || contentType.equals(MediaTypes.JSON)) {
            return MediaTypes.JSON;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static void require(List<String> accept, String type) {
        if (!Accepted.takes(accept, type)) {
            throw new Fault(Problems.ofStatus(406));
        }
    }

    private void one(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Expected ifMatch = IfMatch.of(request.headers());
        Context loop = routing.vertx().getOrCreateContext();
        bodies.read(
                request,
                body -> record(body, ifMatch, request, loop),
                fault -> Answers.problem(request, fault.problem()));
    }

    // Whatever is thrown, the caller is answered: nobody else would.

    private void record(byte[] body, @Nullable Expected ifMatch, HttpServerRequest request, Context loop) {
        try {
            Change change = ChangeRequest.read(RequestJson.read(body), ifMatch, types);
            ledger.change(change)
                    .whenComplete((outcome, failure) ->
                            loop.runOnContext(on -> answer(change, ifMatch, outcome, failure, request, loop)));
        } catch (Throwable fault) {
            Answers.problem(request, fault instanceof Fault known ? known.problem() : Problems.unforeseen(fault));
        }
    }

    private void answer(
            Change change,
            @Nullable Expected ifMatch,
            Outcome outcome,
            @Nullable Throwable failure,
            HttpServerRequest request,
            Context loop) {
        if (failure != null) {
            refuse(request, failure);
            return;
        }
        try {
            Answer answer = Recording.atOnce(change.element(), ifMatch, outcome);
            if (answer != null) {
                answer.send(request);
                return;
            }
            recording
                    .read(change.element(), outcome)
                    .subscribe()
                    .with(
                            read -> loop.runOnContext(then -> read.send(request)),
                            fault -> loop.runOnContext(then -> refuse(request, fault)));
        } catch (Throwable fault) {
            refuse(request, fault);
        }
    }

    /** Of a change that the engine had in hand. */
    private static void refuse(HttpServerRequest request, Throwable fault) {
        Answers.problem(request, fault instanceof Fault known ? known.problem() : Problems.unforeseenInEngine(fault));
    }

    private void many(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        IfMatch.refuse(request.headers());
        HttpServerResponse response = request.response();
        response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.NDJSON);
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            response.writeContinue();
        }
        ChangeStream stream = new ChangeStream(
                request,
                response,
                loops.current(),
                ledger,
                types,
                bodies.budget(),
                new Patience(routing.vertx(), request.connection(), Patience.MILLIS));
        response.closeHandler(closed -> stream.close());
        response.exceptionHandler(fault -> stream.close());
        stream.start();
    }
}
