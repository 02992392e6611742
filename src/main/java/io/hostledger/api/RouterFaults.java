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
    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(RouterFaults::failed);
        router.route().order(Integer.MIN_VALUE + 1).handler(RouterFaults::checkContentType);
        // A path that cannot be decoded matches no route, that of the failure handler neither.
        router.errorHandler(400, request -> Answers.problem(request.response(), Problems.ofStatus(400)));
        router.route().last().handler(request -> request.fail(404));
    }

    /** The framework takes one that it cannot read for a fault of its own. */
    private static void checkContentType(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || type.equals(MediaTypes.JSON) || type.equals(MediaTypes.NDJSON) || isMediaType(type)) {
            request.next();
        } else {
            Answers.problem(request.response(), Problems.ofStatus(415));
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
            Answers.problem(request.response(), known.problem());
        } else if (request.statusCode() >= 400 && request.statusCode() < 500) {
            Answers.problem(request.response(), Problems.ofStatus(request.statusCode()));
        } else {
            Throwable cause = fault == null ? new IllegalStateException("status " + request.statusCode()) : fault;
            Answers.problem(request.response(), Problems.unforeseen(cause));
        }
    }
}
