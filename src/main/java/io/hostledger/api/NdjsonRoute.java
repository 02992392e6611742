package io.hostledger.api;

import io.hostledger.chain.ElementTypes;
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
import org.jspecify.annotations.Nullable;

/**
 * Takes changes as NDJSON, on Vert.x's own request, for Quarkus REST cannot stream a request body.
 * No bound on a body holds here: {@link ChangeStream} keeps a bounded part of it.
 */
@ApplicationScoped
class NdjsonRoute {
    /** Behind authentication, before Quarkus REST. */
    private static final int ORDER = 100;

    private final WritePath ledger;
    private final ElementTypes types;

    NdjsonRoute(WritePath ledger, ElementTypes types) {
        this.ledger = ledger;
        this.types = types;
    }

    void routes(@Observes Router router) {
        router.post("/v1/changes").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!isNdjson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            routing.next();
            return;
        }
        IfMatch.refuse(request.headers());
        if (!takesNdjson(request.getHeader(HttpHeaders.ACCEPT))) {
            throw new Fault(Problems.ofStatus(406));
        }
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

    private static boolean isNdjson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().equalsIgnoreCase(MediaTypes.NDJSON);
    }

    private static boolean takesNdjson(@Nullable String accept) {
        return accept == null
                || accept.contains("*/*")
                || accept.contains("application/*")
                || accept.contains(MediaTypes.NDJSON);
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
