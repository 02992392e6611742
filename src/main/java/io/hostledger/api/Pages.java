package io.hostledger.api;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Answers lists a page at a time, as far as there is memory for one: else shorter, or with 503. */
@Singleton
class Pages {
    /** What a page takes before its first item is read. */
    private static final int START = 64 << 10;
    /** Of its bytes, once it is there: here, and where the connection keeps it. */
    private static final int COPIES = 2;
    /** What an answer takes beside its page. */
    private static final int HEAD = 4 << 10;

    private final AnswerMemory memory = new AnswerMemory();
    private final CurrentVertxRequest current;

    Pages(CurrentVertxRequest current) {
        this.current = current;
    }

    /** Called on the event loop. */
    Uni<Response> answer(Listing listing) {
        RoutingContext routing = current.getCurrent();
        AnswerMemory.Share share = memory.take(START);
        HeldPage page = new HeldPage(routing, share);
        return Reading.answer(() -> {
            byte[] json = memory.reading(() -> listing.page(share));
            share.shrink((long) COPIES * json.length + HEAD);
            return Response.ok(page.with(json)).type(MediaTypes.JSON).build();
        });
    }
}
