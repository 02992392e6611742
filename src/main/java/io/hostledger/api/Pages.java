package io.hostledger.api;

import io.hostledger.query.ElementAnswer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Callable;

/**
 * Answers questions as far as there is memory for it, until the reader has the answer: lists a page at a
 * time, which is shorter where there is little; all else with 503 where there is not enough.
 */
@Singleton
class Pages {
    /** What an answer takes before anything of it is read. */
    private static final int START = 64 << 10;
    /** Of its bytes, once it is there: here, and where the connection keeps it. */
    private static final int COPIES = 2;
    /** What an answer takes beside its page. */
    private static final int HEAD = 4 << 10;

    private final AnswerMemory memory;
    private final CurrentVertxRequest current;

    @Inject
    Pages(CurrentVertxRequest current) {
        this(current, new AnswerMemory());
    }

    Pages(CurrentVertxRequest current, AnswerMemory memory) {
        this.current = current;
        this.memory = memory;
    }

    /** Called on the event loop. */
    Uni<Response> answer(Listing listing) {
        AnswerMemory.Share share = memory.take(START);
        HeldPage page = new HeldPage(current.getCurrent(), share);
        return Reading.answer(() -> {
            byte[] json = memory.reading(() -> listing.page(share));
            share.shrink((long) COPIES * json.length + HEAD);
            return Response.ok(page.with(json)).type(MediaTypes.JSON).build();
        });
    }

    /** The request that is being answered. Called on the event loop, before anything is waited for. */
    RoutingContext request() {
        return current.getCurrent();
    }

    /** Answers with JSON that is no list, read when not too many others are. Called on the event loop. */
    Uni<Response> json(RoutingContext request, Callable<byte[]> read) {
        return one(request, () -> Response.ok(memory.reading(read), MediaTypes.JSON));
    }

    /** The same, of an element's block, or of what one says, by its hash. */
    Uni<Response> tagged(Callable<ElementAnswer.Found> read) {
        return one(request(), () -> {
            ElementAnswer.Found found = memory.reading(read);
            return Response.ok(found.json(), MediaTypes.JSON)
                    .header("ETag", '"' + found.hash().toString() + '"');
        });
    }

    /** Answers with the bytes that the read made; it sees to it itself that not too many are made at once. */
    Uni<Response> one(RoutingContext request, Callable<Response.ResponseBuilder> read) {
        AnswerMemory.Share share = memory.take(START);
        HeldPage page = new HeldPage(request, share);
        return Reading.answer(() -> {
            Response made = read.call().build();
            byte[] body = (byte[]) made.getEntity();
            long bytes = (long) COPIES * body.length + HEAD;
            if (!share.grow(bytes)) {
                throw AnswerMemory.full();
            }
            share.shrink(bytes);
            return Response.fromResponse(made).entity(page.with(body)).build();
        });
    }
}
