package io.hostledger.api;

import io.hostledger.chain.ElementTypes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Reads a change as {@link RecordChangeResource} does, answers, and does no more: what the HTTP stack and
 * the reading of requests would give if keeping cost nothing. Only in the benchmark's build.
 */
@Path("/bench/parse-only")
public class ParseOnlyResource {
    private final ElementTypes types;

    ParseOnlyResource(ElementTypes types) {
        this.types = types;
    }

    @POST
    @Consumes(MediaTypes.JSON)
    @Produces(MediaTypes.JSON)
    @Operation(hidden = true)
    public Uni<Response> read(@Context HttpServerRequest request) {
        return Bodies.read(request).map(body -> {
            String element = ChangeRequest.read(RequestJson.read(body), IfMatch.of(request.headers()), types)
                    .element()
                    .toString();
            return Answers.json(201, ("\"" + element + "\"").getBytes(StandardCharsets.UTF_8))
                    .build();
        });
    }
}
