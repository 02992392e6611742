package io.hostledger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopsTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void onAnEventLoopATaskIsRunBehindWhatIsAtHand() throws Exception {
        List<String> ran = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(on -> {
            threads.add(Thread.currentThread());
            // As the next request that has come: it is on the loop's queue already.
            Vertx.currentContext().runOnContext(next -> ran.add("at hand"));
            Loops.behindWhatIsAtHand(() -> {
                ran.add("behind");
                threads.add(Thread.currentThread());
                done.complete(null);
            });
            ran.add("first");
        });
        done.get(20, TimeUnit.SECONDS);
        assertEquals(List.of("first", "at hand", "behind"), ran);
        assertEquals(threads.get(0), threads.get(1));
    }

    @Test
    void elsewhereATaskIsRunAtOnce() {
        List<Thread> threads = new ArrayList<>();
        Loops.behindWhatIsAtHand(() -> threads.add(Thread.currentThread()));
        assertEquals(List.of(Thread.currentThread()), threads);
    }
}
