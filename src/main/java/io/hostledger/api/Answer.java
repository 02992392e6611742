package io.hostledger.api;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * An answer of the write path, whoever sends it.
 *
 * @param body JSON, which nobody writes to any more
 * @param headers beside the one that names the type of the body
 */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    static Answer json(int status, byte[] body) {
        return new Answer(status, MediaTypes.JSON, body, Map.of());
    }

    static Answer json(int status, byte[] body, Map<String, String> headers) {
        return new Answer(status, MediaTypes.JSON, body, headers);
    }

    static Answer problem(Problem problem) {
        Map<String, String> headers = problem.type() == ProblemType.OVERLOADED
                ? Map.of("Retry-After", Integer.toString(Problem.RETRY_AFTER_SECONDS))
                : Map.of();
        return new Answer(problem.type().status(), MediaTypes.PROBLEM, problem.toBytes(), headers);
    }

    /** For Quarkus REST to send. */
    Response response() {
        Response.ResponseBuilder answer = Response.status(status).entity(body).type(type);
        headers.forEach(answer::header);
        return answer.build();
    }

    /** Sends it, and drops what is left of the request. */
    void send(HttpServerRequest request) {
        send(request.response());
        drain(request);
    }

    /** What has not been read yet is read and dropped: a client that sends before it reads would wait for ever. */
    static void drain(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(rest -> {}).resume();
        }
    }

    /** Sends it, unless the connection is gone or an answer has begun. The request has been read. */
    void send(HttpServerResponse response) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type);
        headers.forEach(response::putHeader);
        response.end(Buffer.buffer(Unpooled.wrappedBuffer(body)));
    }
}
