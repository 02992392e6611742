package io.hostledger.api;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response body that is full when it is told so, and of which nothing may be asked behind its end, as of Vert.x's. */
final class FakeResponse implements WriteStream<Buffer> {
    private final StringBuilder written = new StringBuilder();
    private @Nullable Handler<Void> drainHandler;
    private boolean full;
    private boolean draining;
    private boolean ended;

    List<String> lines() {
        return written.toString().lines().toList();
    }

    boolean hasEnded() {
        return ended;
    }

    void fill() {
        full = true;
    }

    void drain() {
        full = false;
        if (drainHandler != null) {
            drainHandler.handle(null);
        }
    }

    /** Each write fills it from now on, and has drained it before it returns. */
    void drainWithinEachWrite() {
        draining = true;
    }

    private void checkOpen() {
        if (ended) {
            throw new IllegalStateException("Response has already been written");
        }
    }

    @Override
    public Future<Void> write(Buffer data) {
        checkOpen();
        written.append(data.toString());
        if (draining) {
            drain();
        }
        return Future.succeededFuture();
    }

    @Override
    public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        ended = true;
    }

    @Override
    public Future<Void> end() {
        ended = true;
        return Future.succeededFuture();
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean writeQueueFull() {
        checkOpen();
        return full;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        drainHandler = handler;
        return this;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }
}
