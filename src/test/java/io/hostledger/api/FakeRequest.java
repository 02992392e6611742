package io.hostledger.api;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A request body that comes piece by piece, as far as it is let. */
final class FakeRequest implements ReadStream<Buffer> {
    private final Queue<Buffer> pieces = new ArrayDeque<>();
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private boolean flowing;
    private boolean ended;

    void send(String piece) {
        pieces.add(Buffer.buffer(piece));
        deliver();
    }

    void end() {
        ended = true;
        deliver();
    }

    void abort() {
        exceptionHandler.handle(new IllegalStateException("connection closed"));
    }

    boolean isPaused() {
        return !flowing;
    }

    private void deliver() {
        while (flowing && !pieces.isEmpty()) {
            handler.handle(pieces.remove());
        }
        if (flowing && ended && endHandler != null) {
            Handler<Void> end = endHandler;
            endHandler = null;
            end.handle(null);
        }
    }

    @Override
    public ReadStream<Buffer> pause() {
        flowing = false;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        flowing = true;
        deliver();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> newHandler) {
        handler = newHandler;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> newHandler) {
        endHandler = newHandler;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> newHandler) {
        exceptionHandler = newHandler;
        return this;
    }
}
