package io.hostledger.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;

/** Answers as they go out: bytes that are JSON already. */
public final class Answers {
    private Answers() {}

    public static Response.ResponseBuilder json(int status, byte[] body) {
        return Response.status(status).entity(body).type(MediaTypes.JSON);
    }

    public static Response problem(Problem problem) {
        return Answer.problem(problem).response();
    }

    /** The same where Vert.x alone answers; what is left of the request is dropped. */
    public static void problem(HttpServerRequest request, Problem problem) {
        Answer.problem(problem).send(request);
    }

    /** The same, of a request that has been read. Does nothing if an answer has begun. */
    public static void problem(HttpServerResponse response, Problem problem) {
        Answer.problem(problem).send(response);
    }
}
