package io.hostledger.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts requests: those that are not answered yet, so that a stop can wait for them, and the answers. */
@Singleton
class Requests {
    private static final int CLASSES = 6;

    private final LongAdder[] answers = new LongAdder[CLASSES];
    private final AtomicInteger open = new AtomicInteger();
    private volatile @Nullable CompletableFuture<Void> none;

    Requests(MeterRegistry meters) {
        for (int i = 0; i < CLASSES; i++) {
            answers[i] = new LongAdder();
        }
        for (int first = 2; first < CLASSES; first++) {
            FunctionCounter.builder("hostledger.http.answers", answers[first], LongAdder::sum)
                    .tag("status", first + "xx")
                    .description("Answers of the API, by the first digit of their status")
                    .register(meters);
        }
    }

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(routing -> {
            open.incrementAndGet();
            routing.addEndHandler(ended -> {
                answers[Math.min(routing.response().getStatusCode() / 100, CLASSES - 1)].increment();
                if (open.decrementAndGet() == 0) {
                    tell();
                }
            });
            routing.next();
        });
    }

    private void tell() {
        CompletableFuture<Void> waiting = none;
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** Completes as soon as every request is answered. Asked once. */
    CompletableFuture<Void> answered() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        none = waiting;
        if (open.get() == 0) {
            tell();
        }
        return waiting;
    }
}
