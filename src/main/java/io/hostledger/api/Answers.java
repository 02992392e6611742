package io.hostledger.api;

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

    /** The same where Vert.x alone answers. Does nothing if an answer has begun. */
    public static void problem(HttpServerResponse response, Problem problem) {
        Answer.problem(problem).send(response);
    }
}
