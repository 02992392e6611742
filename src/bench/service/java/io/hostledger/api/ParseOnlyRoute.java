package io.hostledger.api;

import io.hostledger.chain.ElementTypes;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;

/**
 * Reads a change as {@link ChangesRoute} does, answers, and does no more: what the HTTP stack and the
 * reading of requests would give if keeping cost nothing. Only in the benchmark's build.
 */
@ApplicationScoped
class ParseOnlyRoute {
    /** That of {@link ChangesRoute}. */
    private static final int ORDER = 100;

    private final ElementTypes types;
    private final Bodies bodies;

    ParseOnlyRoute(ElementTypes types, Bodies bodies) {
        this.types = types;
        this.bodies = bodies;
    }

    void routes(@Observes Router router) {
        router.post("/bench/parse-only").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        bodies.read(
                request,
                body -> {
                    String element = ChangeRequest.read(RequestJson.read(body), null, types)
                            .element()
                            .text();
                    Answer.json(201, ("\"" + element + "\"").getBytes(StandardCharsets.UTF_8))
                            .send(request);
                },
                routing::fail);
    }
}
