package io.hostledger.api;

import io.hostledger.chain.JsonWriter;
import io.hostledger.query.ItemStream;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A list on its way, a line an item: a worker reads a piece, the event loop writes it, and no more is
 * read before the connection has taken it. An answer that fails on the way is cut off, so that nobody
 * takes it for a whole one.
 */
final class NdjsonAnswer {
    private static final Logger LOG = Logger.getLogger(NdjsonAnswer.class);
    /** Bytes that are read before they are written. */
    private static final int PIECE = 64 * 1_024;

    private final Listing listing;
    private final HttpServerResponse response;
    private final Context loop;
    private final Executor workers;
    private final Runnable whenDone;

    /** Used by the one worker task that there is at a time. */
    private @Nullable ItemStream items;

    private int left;

    /** Owned by the event loop, as all that follows. */
    private boolean reading;

    private boolean ended;
    private boolean closing;

    NdjsonAnswer(Listing listing, HttpServerResponse response, Context loop, Executor workers, Runnable whenDone) {
        this.listing = listing;
        this.response = response;
        this.loop = loop;
        this.workers = workers;
        this.whenDone = whenDone;
        this.left = listing.limit() == null ? Integer.MAX_VALUE : listing.limit();
    }

    /** Called on the event loop. */
    void start() {
        response.exceptionHandler(fault -> gone());
        read();
    }

    /** The connection is closed, or the answer is out. Called on the event loop. */
    void gone() {
        ended = true;
        if (!reading && !closing) {
            closing = true;
            workers.execute(this::close);
        }
    }

    private void read() {
        reading = true;
        workers.execute(() -> {
            try {
                JsonWriter piece = new JsonWriter(PIECE + 4_096);
                boolean more = fill(piece);
                Buffer buffer = Buffer.buffer(piece.toBytes());
                loop.runOnContext(on -> write(buffer, more));
            } catch (Throwable fault) {
                loop.runOnContext(on -> fail(fault));
            }
        });
    }

    private boolean fill(JsonWriter piece) throws IOException {
        ItemStream open = items;
        if (open == null) {
            open = listing.open();
            items = open;
        }
        while (piece.length() < PIECE) {
            if (left == 0 || !open.next(piece)) {
                return false;
            }
            piece.put('\n');
            left--;
        }
        return true;
    }

    private void write(Buffer piece, boolean more) {
        reading = false;
        if (ended) {
            gone();
            return;
        }
        if (!response.headWritten()) {
            response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.NDJSON);
        }
        if (!more) {
            response.end(piece);
            gone();
            return;
        }
        response.write(piece);
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> {
                if (!ended && !reading) {
                    read();
                }
            });
        } else {
            read();
        }
    }

    private void fail(Throwable fault) {
        reading = false;
        if (!ended && !response.headWritten()) {
            Answers.problem(response, fault instanceof Fault known ? known.problem() : Problems.unforeseen(fault));
        } else if (!ended) {
            LOG.error("a list was cut off", fault);
            response.reset();
        }
        gone();
    }

    /** The last thing that a worker does for this answer. */
    private void close() {
        whenDone.run();
        try {
            if (items != null) {
                items.close();
            }
        } catch (IOException e) {
            LOG.debug("closing a list", e);
        }
    }
}
