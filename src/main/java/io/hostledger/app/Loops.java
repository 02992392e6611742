package io.hostledger.app;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Vert.x's event loops, and what runs in turn on them and on the threads that bring it. */
@Singleton
class Loops {
    private final VertxInternal vertx;

    Loops(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    /** Runs one task after another, backed by the next event loop. */
    Executor inTurn() {
        return new InTurn(vertx.createEventLoopContext());
    }

    List<Executor> inTurn(int count) {
        return Stream.generate(this::inTurn).limit(count).toList();
    }

    /** In a context on an event loop: runs the task behind what has come to the loop by now. Elsewhere: at once. */
    static void behindWhatIsAtHand(Runnable task) {
        Context here = Vertx.currentContext();
        if (here != null && Context.isOnEventLoopThread()) {
            here.runOnContext(on -> task.run());
        } else {
            task.run();
        }
    }

    /** Every event loop there is. */
    List<Executor> all() {
        List<Executor> loops = new ArrayList<>();
        for (EventExecutor loop : vertx.getEventLoopGroup()) {
            loops.add(loop);
        }
        return loops;
    }

    /** Runs what blocks, side by side, on the threads of a pool. */
    static Executor blocking(WorkerExecutor pool) {
        return task -> pool.executeBlocking(
                () -> {
                    task.run();
                    return null;
                },
                false);
    }

    void later(long millis, Runnable task) {
        vertx.setTimer(Math.max(1, millis), id -> task.run());
    }
}
