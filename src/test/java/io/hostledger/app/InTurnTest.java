package io.hostledger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private final Vertx vertx = Vertx.vertx();
    private final ContextInternal loop = ((VertxInternal) vertx).createEventLoopContext();
    private final InTurn inTurn = new InTurn(loop);

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void aTaskIsRunByWhoBringsItAndOneThatItBringsBehindIt() {
        List<String> ran = new ArrayList<>();
        inTurn.execute(() -> {
            inTurn.execute(() -> ran.add("second"));
            ran.add("first");
        });
        assertEquals(List.of("first", "second"), ran);
    }

    @Test
    void moreThanIsRunAtOnceIsGoneOnWithOnTheLoopInOrder() throws Exception {
        List<Integer> ran = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        inTurn.execute(() -> {
            for (int i = 0; i < 3 * InTurn.AT_ONCE; i++) {
                int each = i;
                inTurn.execute(() -> {
                    ran.add(each);
                    threads.add(Thread.currentThread());
                });
            }
            inTurn.execute(() -> done.complete(null));
        });
        done.get(20, TimeUnit.SECONDS);
        assertEquals(IntStream.range(0, 3 * InTurn.AT_ONCE).boxed().toList(), ran);
        assertSame(Thread.currentThread(), threads.getFirst());
        assertNotSame(Thread.currentThread(), threads.getLast());
    }

    @Test
    void whatIsTooDeepInTheStackIsLeftToTheLoop() throws Exception {
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        nest(InTurn.DEEPEST + 1, threads, done);
        assertEquals(
                InTurn.DEEPEST,
                threads.stream().filter(Thread.currentThread()::equals).count());
        done.get(20, TimeUnit.SECONDS);
        assertNotSame(Thread.currentThread(), threads.getLast());
    }

    private void nest(int levels, List<Thread> threads, CompletableFuture<Void> done) {
        new InTurn(loop).execute(() -> {
            threads.add(Thread.currentThread());
            if (levels > 1) {
                nest(levels - 1, threads, done);
            } else {
                done.complete(null);
            }
        });
    }

    /** Without a lock or a volatile field: each task sees what the one before it did, on whatever thread. */
    @Test
    void tasksOfManyThreadsRunOneAfterAnother() throws Exception {
        int threads = 4;
        int each = 20_000;
        int[] count = new int[1];
        List<List<Integer>> orders = new ArrayList<>();
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> bringing = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            List<Integer> order = new ArrayList<>();
            orders.add(order);
            bringing.add(Thread.ofPlatform().start(() -> {
                try {
                    begin.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 0; i < each; i++) {
                    int number = i;
                    inTurn.execute(() -> {
                        count[0]++;
                        order.add(number);
                    });
                }
            }));
        }
        begin.countDown();
        for (Thread thread : bringing) {
            thread.join();
        }
        CompletableFuture<Integer> last = new CompletableFuture<>();
        inTurn.execute(() -> last.complete(count[0]));
        assertEquals(threads * each, last.get(20, TimeUnit.SECONDS));
        orders.forEach(order -> assertEquals(IntStream.range(0, each).boxed().toList(), order));
    }

    @Test
    void whatATaskThrowsIsTheLoopsAndTheNextTaskRuns() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        loop.exceptionHandler(told::complete);
        IllegalStateException fault = new IllegalStateException("a fault");
        inTurn.execute(() -> {
            throw fault;
        });
        assertSame(fault, told.get(20, TimeUnit.SECONDS));
        List<String> ran = new ArrayList<>();
        inTurn.execute(() -> ran.add("next"));
        assertEquals(List.of("next"), ran);
    }
}
