package io.hostledger.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * Reads and drops what else is asked on a connection while a request is answered whose answer may never
 * end. Vert.x would keep every one of those requests, in a list that it walks for the next. The
 * connection is read on, so that one that is gone shows itself. Owned by its event loop.
 */
final class OneRequest extends ChannelInboundHandlerAdapter {
    private @Nullable ChannelHandlerContext place;
    private boolean dropped;

    /** Lets through what is still to come of a request, and nothing behind it. Called while its head is handled. */
    static OneRequest of(HttpServerRequest request) {
        OneRequest one = new OneRequest();
        // Over HTTP/2 requests come side by side, and no more of them than a connection may have at once.
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            ChannelHandlerContext vertx = connection.channelHandlerContext();
            vertx.pipeline().addBefore(vertx.name(), null, one);
        }
        return one;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        place = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        dropped |= message instanceof HttpRequest;
        if (dropped) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** The answer is out. The connection is closed if anything was asked behind it: that is never answered. */
    void end(HttpServerRequest request) {
        if (dropped) {
            request.connection().close();
        } else if (place != null && !place.isRemoved()) {
            place.pipeline().remove(this);
        }
    }
}
