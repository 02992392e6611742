package io.hostledger.api;

import io.hostledger.chain.ElementTypes;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.Expected;
import io.hostledger.stream.EventLoop;
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

    ChangesRoute(WritePath ledger, ElementTypes types, Recording recording) {
        this.ledger = ledger;
        this.types = types;
        this.recording = recording;
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
        Expected ifMatch = IfMatch.of(routing.request().headers());
        HttpServerResponse response = routing.response();
        Context loop = routing.vertx().getOrCreateContext();
        Bodies.read(routing.request(), body -> record(body, ifMatch, response, loop), fault -> refuse(response, fault));
    }

    private void record(byte[] body, @Nullable Expected ifMatch, HttpServerResponse response, Context loop) {
        Change change;
        try {
            change = ChangeRequest.read(RequestJson.read(body), ifMatch, types);
        } catch (RuntimeException fault) {
            refuse(response, fault);
            return;
        }
        ledger.change(change)
                .whenComplete((outcome, failure) -> loop.runOnContext(on -> {
                    if (failure != null) {
                        Answers.problem(response, Problems.unforeseenInEngine(failure));
                        return;
                    }
                    Answer answer = Recording.atOnce(change.element(), ifMatch, outcome);
                    if (answer != null) {
                        answer.send(response);
                        return;
                    }
                    Reading.read(() -> recording.read(change.element(), outcome))
                            .subscribe()
                            .with(
                                    read -> loop.runOnContext(then -> read.send(response)),
                                    fault -> loop.runOnContext(then -> refuse(response, fault)));
                }));
    }

    private static void refuse(HttpServerResponse response, Throwable fault) {
        Answers.problem(response, fault instanceof Fault known ? known.problem() : Problems.unforeseen(fault));
    }

    private void many(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        IfMatch.refuse(request.headers());
        HttpServerResponse response = request.response();
        response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.NDJSON);
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            response.writeContinue();
        }
        ChangeStream stream = new ChangeStream(request, response, loop(routing.vertx()), ledger, types);
        response.closeHandler(closed -> stream.close());
        response.exceptionHandler(fault -> stream.close());
        stream.start();
    }

    private static EventLoop loop(Vertx vertx) {
        Context context = vertx.getOrCreateContext();
        return new EventLoop() {
            @Override
            public void execute(Runnable task) {
                context.runOnContext(on -> task.run());
            }

            @Override
            public void later(long millis, Runnable task) {
                vertx.setTimer(millis, id -> task.run());
            }
        };
    }
}
