package io.hostledger.api;

import io.hostledger.verify.SharedRun;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.function.Function;

/** Verifications as server-sent events, progress first: where Accept asks for it, in place of the resource. */
@ApplicationScoped
class VerificationRoutes {
    private final Verifications verifications;

    @Inject
    VerificationRoutes(Verifications verifications) {
        this.verifications = verifications;
    }

    void routes(@Observes Router router) {
        add(router, "/v1/verification", verifications::everything);
        add(router, "/v1/elements/:id/verification", verifications::element);
    }

    private static void add(Router router, String path, Function<HttpServerRequest, Uni<SharedRun>> begin) {
        router.get(path).handler(routing -> {
            if (Accepted.events(routing.request().headers().getAll(HttpHeaders.ACCEPT))) {
                follow(routing, begin);
            } else {
                routing.next();
            }
        });
    }

    private static void follow(RoutingContext routing, Function<HttpServerRequest, Uni<SharedRun>> begin) {
        HttpServerResponse response = routing.response();
        Context loop = routing.vertx().getOrCreateContext();
        Uni<SharedRun> begun;
        try {
            begun = begin.apply(routing.request());
        } catch (Fault fault) {
            Answers.problem(routing.request(), fault.problem());
            return;
        }
        routing.request().resume();
        begun.subscribe()
                .with(
                        run -> loop.runOnContext(on -> {
                            VerificationStream stream = new VerificationStream(run, response, loop);
                            routing.addEndHandler(ended -> stream.gone());
                            stream.start();
                        }),
                        failure -> loop.runOnContext(on -> Answers.problem(
                                response, Verifications.fault(failure).problem())));
    }
}
