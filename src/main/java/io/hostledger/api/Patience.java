package io.hostledger.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends a connection on which an answer waits to be read for too long: what it holds is others' too. Owned by an event loop. */
final class Patience {
    /** Of silence. */
    static final long MILLIS = 60_000;
    /** What is to go out in one may take longer: a second for so many bytes. */
    private static final int BYTES_A_SECOND = 64 << 10;

    private static final long NONE = -1;

    private final Vertx vertx;
    private final Runnable cut;
    private final long millis;
    private long timer = NONE;

    Patience(Vertx vertx, HttpConnection connection, long millis) {
        this(vertx, () -> cut(connection), millis);
    }

    /** @param cut ends the connection */
    Patience(Vertx vertx, Runnable cut, long millis) {
        this.vertx = vertx;
        this.cut = cut;
        this.millis = millis;
    }

    /** Waits from now on for so many bytes to be taken. */
    void begin(long bytes) {
        end();
        timer = vertx.setTimer(millis + bytes * 1_000 / BYTES_A_SECOND, late -> {
            timer = NONE;
            cut.run();
        });
    }

    /** They were taken, or the other side is gone. */
    void end() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }

    /** At once: what closes a connection otherwise waits until all that was written is out. */
    private static void cut(HttpConnection connection) {
        if (connection instanceof ConnectionBase open) {
            open.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }
}
