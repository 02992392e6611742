package io.hostledger.app;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Traces requests, where an endpoint for that is configured; else no request meets any of this. */
@Singleton
class Tracing {
    private static final Object KEY = new Object();

    private final @Nullable Spans spans;

    Tracing(Settings settings) {
        Settings.Traces wanted = settings.traces();
        spans = wanted.endpoint().map(endpoint -> to(endpoint, wanted.ratio())).orElse(null);
    }

    private static Spans to(String endpoint, double ratio) {
        try {
            return Spans.to(endpoint, ratio);
        } catch (IllegalArgumentException e) {
            throw RefusedStart.because(new IllegalArgumentException(
                    "hostledger.traces: " + endpoint + ", " + ratio + ": " + e.getMessage(), e));
        }
    }

    boolean isOn() {
        return spans != null;
    }

    void routes(@Observes Router router) {
        Spans on = spans;
        if (on != null) {
            router.route("/v1/*").order(Integer.MIN_VALUE).handler(routing -> begin(on, routing));
        }
    }

    private static void begin(Spans spans, RoutingContext routing) {
        Spans.OfRequest request = spans.request(
                routing.request().method().name(),
                Routes.template(routing.request().path()),
                routing.request().headers());
        Context context = Vertx.currentContext();
        if (context != null && request.isSeen() && !isNdjson(routing)) {
            context.putLocal(KEY, request);
        }
        routing.addEndHandler(ended -> request.end(routing.response().getStatusCode()));
        routing.next();
    }

    /** A request of a million changes is one span, not four million. */
    private static boolean isNdjson(RoutingContext routing) {
        String type = routing.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).contains("ndjson");
    }

    /** The span of the request that is being worked on; null if there is none that anybody will see. On its context. */
    static Spans.@Nullable OfRequest current() {
        Context context = Vertx.currentContext();
        return context == null ? null : context.getLocal(KEY);
    }

    void stop(@Observes ShutdownEvent event) {
        if (spans != null) {
            spans.close();
        }
    }
}
