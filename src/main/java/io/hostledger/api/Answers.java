package io.hostledger.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;

/** Answers as they go out: bytes that are JSON already. */
public final class Answers {
    private Answers() {}

    public static Response.ResponseBuilder json(int status, byte[] body) {
        return Response.status(status).entity(body).type(MediaTypes.JSON);
    }

    public static Response problem(Problem problem) {
        Response.ResponseBuilder answer = Response.status(problem.type().status())
                .entity(problem.toBytes())
                .type(MediaTypes.PROBLEM);
        if (problem.type() == ProblemType.OVERLOADED) {
            answer.header("Retry-After", Problem.RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    /** The same where Vert.x alone answers. Does nothing if an answer has begun. */
    public static void problem(HttpServerResponse response, Problem problem) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.type().status()).putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.PROBLEM);
        if (problem.type() == ProblemType.OVERLOADED) {
            response.putHeader("Retry-After", Integer.toString(Problem.RETRY_AFTER_SECONDS));
        }
        response.end(Buffer.buffer(problem.toBytes()));
    }
}
