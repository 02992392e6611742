package io.hostledger.api;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Lists as {@code application/x-ndjson}, whole: where Accept asks for it, in place of the resource that gives pages. */
@ApplicationScoped
class NdjsonRoutes {
    /** Answers that are on their way at once. Each holds a file open. */
    private static final int MOST = 256;

    private final Listings listings;
    private final AnswerMemory memory = new AnswerMemory();
    private final int most = (int) Math.min(MOST, memory.bytes() / NdjsonAnswer.BASE);
    private final AtomicInteger open = new AtomicInteger();
    private final Executor workers = Infrastructure.getDefaultWorkerPool();

    @Inject
    NdjsonRoutes(Listings listings) {
        this.listings = listings;
    }

    void routes(@Observes Router router) {
        add(router, "/v1/ledger/blocks", listings::blocks);
        add(router, "/v1/changes", listings::changes);
        add(router, "/v1/elements", listings::elements);
        add(router, "/v1/elements/:id/blocks", listings::history);
        add(router, "/v1/state", listings::state);
        add(router, "/v1/diff", listings::difference);
    }

    private void add(Router router, String path, Function<HttpServerRequest, Listing> read) {
        router.get(path).handler(routing -> {
            if (Accepted.ndjson(routing.request().headers().getAll("Accept"))) {
                answer(routing, read);
            } else {
                routing.next();
            }
        });
    }

    private void answer(RoutingContext routing, Function<HttpServerRequest, Listing> read) {
        Listing listing;
        AnswerMemory.Share share;
        try {
            listing = read.apply(routing.request());
            share = admit();
        } catch (Fault fault) {
            Answers.problem(routing.response(), fault.problem());
            return;
        }
        Context loop = routing.vertx().getOrCreateContext();
        routing.request().resume();
        Patience patience = new Patience(routing.vertx(), routing.request().connection(), Patience.MILLIS);
        NdjsonAnswer answer = new NdjsonAnswer(
                listing, routing.response(), loop, workers, memory, share, patience, open::decrementAndGet);
        routing.addEndHandler(ended -> answer.gone());
        answer.start();
    }

    /** @throws Fault if there are as many answers as may be */
    private AnswerMemory.Share admit() {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            throw new Fault(ProblemType.OVERLOADED, "as many answers as may be are on their way");
        }
        try {
            return memory.take(NdjsonAnswer.BASE);
        } catch (Fault fault) {
            open.decrementAndGet();
            throw fault;
        }
    }
}
