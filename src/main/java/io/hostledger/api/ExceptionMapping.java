package io.hostledger.api;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Everything that is thrown below a resource, or by the framework on the way there, goes out as a problem. */
final class ExceptionMapping {
    @ServerExceptionMapper
    Response fault(Fault fault, RoutingContext routing) {
        Answer.drain(routing.request());
        return Answers.problem(fault.problem());
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException fault, RoutingContext routing) {
        Answer.drain(routing.request());
        Response answer = fault.getResponse();
        if (answer.getStatus() < 400) {
            return answer;
        }
        String path = routing.request().path();
        String allow = path == null ? null : Methods.allowed(path);
        // Where no resource takes the method the framework may say that nothing is there.
        boolean unknown = answer.getStatus() == 404 || answer.getStatus() == 405;
        return unknown && allow != null
                ? Response.fromResponse(Answers.problem(Problems.ofStatus(405)))
                        .header(HttpHeaders.ALLOW, allow)
                        .build()
                : Answers.problem(Problems.of(fault));
    }

    @ServerExceptionMapper
    Response unforeseen(Throwable fault, RoutingContext routing) {
        Answer.drain(routing.request());
        return Answers.problem(Problems.unforeseen(fault));
    }
}
