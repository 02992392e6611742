package io.hostledger.disk.vertx;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HopsTest {
    private final AtomicBoolean noThread = new AtomicBoolean();

    @SuppressWarnings("unchecked")
    private static <T> T around(Class<T> type, T whole, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                Object other = handler.invoke(proxy, method, arguments);
                return other == null ? method.invoke(whole, arguments) : other;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** Whose workers cannot be handed anything while there is no thread. */
    private Vertx shortOfThreads(Vertx vertx) {
        return around(Vertx.class, vertx, (proxy, method, arguments) -> {
            if (!method.getName().equals("createSharedWorkerExecutor")) {
                return null;
            }
            WorkerExecutor workers = (WorkerExecutor) method.invoke(vertx, arguments);
            return around(WorkerExecutor.class, workers, (of, called, given) -> {
                if (called.getName().equals("executeBlocking") && noThread.getAndSet(false)) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                return null;
            });
        });
    }

    @Test
    void aCallThatCannotBeHandedOnFailsAndTheEndIsNotHeldUpByIt() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Hops hops = new Hops(shortOfThreads(vertx), "hops-test", 1);
            noThread.set(true);
            CompletableFuture<String> call = hops.call(() -> "done").toCompletableFuture();
            CompletionException failure = assertThrows(CompletionException.class, call::join);
            assertInstanceOf(OutOfMemoryError.class, failure.getCause());
            AtomicBoolean last = new AtomicBoolean();
            hops.close(() -> last.set(true)).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertTrue(last.get());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
