package io.hostledger.app;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the requests that are not answered yet, so that a stop can wait for them. */
@Singleton
class Requests {
    private final AtomicInteger open = new AtomicInteger();
    private volatile @Nullable CompletableFuture<Void> none;

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(routing -> {
            open.incrementAndGet();
            routing.addEndHandler(ended -> {
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
