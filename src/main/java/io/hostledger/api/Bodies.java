package io.hostledger.api;

import io.hostledger.chain.Limits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies that are held whole: each within {@link Limits#BODY_BYTES}, those on their way
 * together within a part of the heap.
 */
@Singleton
class Bodies {
    /** Of the heap: a body takes once more while its array grows, and while its JSON is read. */
    private static final int HEAP_PARTS = 4;

    private final Vertx vertx;
    private final ByteBudget budget;
    private final long stallMillis;

    @Inject
    Bodies(Vertx vertx) {
        this(vertx, ByteBudget.ofHeap(HEAP_PARTS), Body.STALL_MILLIS);
    }

    /** @param stallMillis after which a body that does not go on is given up */
    Bodies(Vertx vertx, ByteBudget budget, long stallMillis) {
        this.vertx = vertx;
        this.budget = budget;
        this.stallMillis = stallMillis;
    }

    /** Of bodies, and of the started lines of NDJSON. */
    ByteBudget budget() {
        return budget;
    }

    /**
     * The body, which nothing has read yet. Called and answered on the request's event loop. Fails
     * with a {@link Fault} as soon as the body is known to be too large, when there is no room for it,
     * when it does not go on, and when it breaks off; the rest is read and dropped, so that a client
     * that sends before it reads gets the answer.
     */
    Uni<byte[]> read(HttpServerRequest request) {
        return Uni.createFrom().emitter(emitter -> read(request, emitter::complete, emitter::fail));
    }

    /** The same, for one of two callbacks. */
    void read(HttpServerRequest request, Consumer<byte[]> done, Consumer<Fault> refused) {
        long length = length(request.getHeader(HttpHeaders.CONTENT_LENGTH));
        if (length > Limits.BODY_BYTES) {
            Answer.drain(request);
            refused.accept(Body.tooLarge());
            return;
        }
        Body body = new Body(request, (int) length, budget, vertx, done, refused);
        // No event before every handler is set.
        request.pause();
        body.listen(stallMillis);
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    /** What the header says; 0 if it says nothing: the bytes are counted as they come. */
    private static long length(@Nullable String header) {
        if (header == null) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(header));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
