package io.hostledger.stream;

import io.hostledger.api.EventsRoute;
import io.hostledger.chain.ElementTypes;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A ledger made up, served on loopback by Vert.x alone. */
final class StreamServer implements AutoCloseable {
    final SampleLedger ledger = new SampleLedger(new Random(9));
    final LiveFeed feed;
    final Admission admission;
    final int port;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final ExecutorService readers = Executors.newFixedThreadPool(2);

    StreamServer(StreamLimits limits) throws Exception {
        feed = new LiveFeed(ledger::visible, ledger.files, ElementTypes.standard(), readers, System::nanoTime, limits);
        admission = new Admission(limits);
        Router router = Router.router(vertx);
        new EventsRoute(feed, admission, vertx).addTo(router);
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    void publish(int blocks) {
        feed.published(ledger.grow(blocks));
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        readers.shutdownNow();
    }
}
