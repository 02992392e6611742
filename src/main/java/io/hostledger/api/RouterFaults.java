package io.hostledger.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;

/** Problems for whatever reaches no resource: the router's own refusals, and routes that are not resources. */
@ApplicationScoped
class RouterFaults {
    /** Behind authentication, before Quarkus REST and before routes that take every method. */
    private static final int OPTIONS_ORDER = 99;

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(RouterFaults::failed);
        router.route().order(Integer.MIN_VALUE + 1).handler(RouterFaults::checkContentType);
        // The framework would name the methods of its resources alone.
        router.options("/v1/*").order(OPTIONS_ORDER).handler(RouterFaults::options);
        // A path that cannot be decoded matches no route, that of the failure handler neither.
        router.errorHandler(400, request -> Answers.problem(request.request(), Problems.ofStatus(400)));
        router.route().last().handler(request -> request.fail(404));
    }

    /** The framework takes one that it cannot read for a fault of its own. */
    private static void checkContentType(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || type.equals(MediaTypes.JSON) || type.equals(MediaTypes.NDJSON) || isMediaType(type)) {
            request.next();
        } else {
            Answers.problem(request.request(), Problems.ofStatus(415));
        }
    }

    private static void options(RoutingContext request) {
        String path = request.request().path();
        String allow = path == null ? null : Methods.allowed(path);
        if (allow == null) {
            request.next();
        } else {
            Answer.drain(request.request());
            request.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, allow)
                    .end();
        }
    }

    private static boolean isMediaType(String text) {
        try {
            return MediaType.valueOf(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void failed(RoutingContext request) {
        Throwable fault = request.failure();
        if (fault instanceof Fault known) {
            Answers.problem(request.request(), known.problem());
        } else if (request.statusCode() >= 400 && request.statusCode() < 500) {
            Answers.problem(request.request(), Problems.ofStatus(request.statusCode()));
        } else {
            Throwable cause = fault == null ? new IllegalStateException("status " + request.statusCode()) : fault;
            Answers.problem(request.request(), Problems.unforeseen(cause));
        }
    }
}
