package io.hostledger.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Everything that is thrown below a resource, or by the framework on the way there, goes out as a problem. */
final class ExceptionMapping {
    @ServerExceptionMapper
    Response fault(Fault fault) {
        return Answers.problem(fault.problem());
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException fault) {
        Response answer = fault.getResponse();
        if (answer.getStatus() < 400) {
            return answer;
        }
        Response problem = Answers.problem(Problems.of(fault));
        Object allow = answer.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? problem
                : Response.fromResponse(problem)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }

    @ServerExceptionMapper
    Response unforeseen(Throwable fault) {
        return Answers.problem(Problems.unforeseen(fault));
    }
}
