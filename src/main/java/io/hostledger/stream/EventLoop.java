package io.hostledger.stream;

import java.util.concurrent.Executor;

/** The one thread that some connections live on. Runs its tasks one after another, and never blocks. */
public interface EventLoop extends Executor {
    /** Runs a task after about so long. Called on the loop. */
    void later(long millis, Runnable task);
}
