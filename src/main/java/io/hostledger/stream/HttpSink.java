package io.hostledger.stream;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** The response of one request. */
public final class HttpSink implements Sink {
    private final HttpServerResponse response;

    public HttpSink(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void write(byte[] bytes, int from, int to) {
        // A write that fails closes the connection, which the response's close handler tells.
        response.write(Buffer.buffer(Unpooled.wrappedBuffer(bytes, from, to - from)));
    }

    @Override
    public boolean full() {
        return response.writeQueueFull();
    }

    @Override
    public void limit(int bytes) {
        response.setWriteQueueMaxSize(bytes);
    }

    @Override
    public void end() {
        response.end();
    }

    @Override
    public void abort() {
        response.reset();
    }
}
