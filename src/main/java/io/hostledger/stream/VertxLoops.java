package io.hostledger.stream;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The event loops of a Vert.x, one for each of its threads. */
public final class VertxLoops {
    private final Vertx vertx;
    private final Map<Thread, EventLoop> loops = new ConcurrentHashMap<>();

    public VertxLoops(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The loop that the caller is on. */
    public EventLoop current() {
        return loops.computeIfAbsent(Thread.currentThread(), thread -> {
            // Not the request's own context, which would be kept alive with all that hangs on it.
            return new Loop(vertx, ((ContextInternal) vertx.getOrCreateContext()).unwrap());
        });
    }

    private record Loop(Vertx vertx, Context context) implements EventLoop {
        @Override
        public void execute(Runnable task) {
            context.runOnContext(now -> task.run());
        }

        @Override
        public void later(long millis, Runnable task) {
            vertx.setTimer(millis, timer -> task.run());
        }
    }
}
