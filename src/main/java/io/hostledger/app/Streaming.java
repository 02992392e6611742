package io.hostledger.app;

import io.hostledger.api.EventsRoute;
import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.Files;
import io.hostledger.ledger.Ledger;
import io.hostledger.stream.Admission;
import io.hostledger.stream.LiveFeed;
import io.hostledger.stream.StreamLimits;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** The live stream: fed by the ledger, served by the router, ended before the ledger is closed. */
@Singleton
class Streaming {
    /** Few: they read ahead of what goes out, and what they read is bounded. */
    private static final int READERS = 2;

    private final LiveFeed feed;
    private final EventsRoute route;

    Streaming(Settings settings, Ledger ledger, Files files, ElementTypes types, Vertx vertx, MeterRegistry meters) {
        StreamLimits limits = limits(settings.stream());
        WorkerExecutor readers = vertx.createSharedWorkerExecutor("hostledger-stream", READERS);
        feed = new LiveFeed(ledger::visible, files, types, Loops.blocking(readers), System::nanoTime, limits);
        ledger.addListener(feed);
        route = new EventsRoute(feed, new Admission(limits), vertx);
        measure(meters);
    }

    private static StreamLimits limits(Settings.Stream settings) {
        return new StreamLimits(
                (int) settings.memory().asLongValue(),
                (int) settings.pending().asLongValue(),
                settings.keepAlive(),
                settings.subscribers(),
                settings.perAddress());
    }

    private void measure(MeterRegistry meters) {
        Gauge.builder("hostledger.stream.subscribers", feed, LiveFeed::subscribers)
                .description("Subscribers of the live stream")
                .register(meters);
        Gauge.builder("hostledger.stream.lag", feed, LiveFeed::lag)
                .description("Blocks that the slowest subscriber is behind")
                .baseUnit("blocks")
                .register(meters);
        FunctionCounter.builder("hostledger.stream.sent", feed, LiveFeed::bytesSent)
                .description("Sent to all subscribers")
                .baseUnit("bytes")
                .register(meters);
    }

    void routes(@Observes Router router) {
        route.addTo(router);
    }

    /** Ends every stream, with its last id. */
    CompletionStage<Void> end() {
        return feed.close();
    }
}
