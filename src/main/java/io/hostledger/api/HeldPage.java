package io.hostledger.api;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** A page on its way, and the memory that it holds until the connection has taken all of it. */
final class HeldPage {
    private final RoutingContext routing;
    private final AnswerMemory.Share share;
    private byte[] json = new byte[0];
    /** Owned by the event loop. */
    private boolean sent;

    /** Called on the event loop, before the page is there. */
    HeldPage(RoutingContext routing, AnswerMemory.Share share) {
        this.routing = routing;
        this.share = share;
        // However the request ends; but where the page is written, the connection may not have taken it by then.
        routing.addEndHandler(ended -> {
            if (!sent) {
                share.close();
            }
        });
    }

    HeldPage with(byte[] page) {
        json = page;
        return this;
    }

    byte[] json() {
        return json;
    }

    /** Sends it behind a head that is set already. Called on the event loop. */
    void send() {
        sent = true;
        Patience patience = new Patience(routing.vertx(), routing.request().connection(), Patience.MILLIS);
        patience.begin(json.length);
        routing.response().end(Buffer.buffer(Unpooled.wrappedBuffer(json))).onComplete(out -> {
            patience.end();
            share.close();
        });
    }
}
