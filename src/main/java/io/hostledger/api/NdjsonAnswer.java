package io.hostledger.api;

import io.hostledger.chain.JsonWriter;
import io.hostledger.query.ItemStream;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A list on its way, a line an item: a worker reads a piece, the event loop writes it, and no more is
 * read before the connection has taken it. An answer that fails on the way is cut off, so that nobody
 * takes it for a whole one.
 */
final class NdjsonAnswer {
    /** Bytes of memory that an answer takes as long as its items are small. */
    static final int BASE = 256 << 10;

    private static final Logger LOG = Logger.getLogger(NdjsonAnswer.class);
    /** Bytes that are read before they are written. */
    private static final int PIECE = 64 << 10;
    /** Of each byte of a larger piece: as it grows, and as it is written. */
    private static final int COPIES = 3;
    /** After so many milliseconds at the least it is looked again whether there is room for the next item, */
    private static final int RETRY_MILLIS = 50;
    /** and after so many more at the most: never all who wait at once. */
    private static final int RETRY_SPREAD = 100;

    /** How it stands behind a piece. */
    private enum Rest {
        /** There may be more. */
        MORE,
        /** There is no room for the next item now. */
        NO_ROOM,
        /** There are no more. */
        NONE
    }

    private final Listing listing;
    private final HttpServerResponse response;
    private final Context loop;
    private final Executor workers;
    private final AnswerMemory memory;
    private final AnswerMemory.Share share;
    private final Patience patience;
    private final Runnable whenDone;

    /** Used by the one worker task that there is at a time, as what follows. */
    private @Nullable ItemStream items;

    /** Behind the item that was read last; null: before the first. */
    private @Nullable String position;

    private long left;

    /** Owned by the event loop, as all that follows. */
    private boolean reading;

    /** For room. What it has not got within the time that a reader has is cut off: others may wait for it. */
    private boolean waiting;

    /** All is written, and not all is taken yet. */
    private boolean leaving;

    private volatile boolean ended;
    private boolean closing;

    /** @param share of the memory, of {@link #BASE} bytes; closed with the answer */
    NdjsonAnswer(
            Listing listing,
            HttpServerResponse response,
            Context loop,
            Executor workers,
            AnswerMemory memory,
            AnswerMemory.Share share,
            Patience patience,
            Runnable whenDone) {
        this.listing = listing;
        this.response = response;
        this.loop = loop;
        this.workers = workers;
        this.memory = memory;
        this.share = share;
        this.patience = patience;
        this.whenDone = whenDone;
        this.position = listing.after();
        this.left = listing.limit() == null ? Long.MAX_VALUE : listing.limit();
    }

    /** Called on the event loop. */
    void start() {
        response.exceptionHandler(fault -> gone());
        read();
    }

    /** The connection is closed, or the answer is out. Called on the event loop. */
    void gone() {
        ended = true;
        if (!reading && !leaving && !closing) {
            closing = true;
            patience.end();
            workers.execute(this::close);
        }
    }

    private void read() {
        reading = true;
        if (!waiting) {
            patience.end();
        }
        workers.execute(() -> {
            try {
                share.shrink(BASE);
                boolean room = share.grow(BASE); // all of it was given back if it has waited
                JsonWriter piece = new JsonWriter(PIECE + 4_096);
                Rest rest = room ? memory.reading(() -> fill(piece)) : Rest.NO_ROOM;
                Buffer buffer = Buffer.buffer(piece.toBytes());
                loop.runOnContext(on -> write(buffer, rest));
            } catch (Throwable fault) {
                loop.runOnContext(on -> fail(fault));
            }
        });
    }

    /** Reads the next items, none if there is no room for even one now, or none was found in the time that others wait for. */
    private Rest fill(JsonWriter piece) throws IOException {
        ItemStream open = open();
        while (piece.length() < PIECE && !ended) {
            int start = piece.length();
            if (left == 0) {
                return Rest.NONE;
            }
            if (!open.next(piece)) {
                position = open.paused() ? open.position() : position;
                return open.paused() ? Rest.MORE : Rest.NONE;
            }
            if (!share.grow(BASE + (long) COPIES * Math.max(0, piece.length() - PIECE))) {
                piece.truncate(start);
                beginAnew();
                return start == 0 ? Rest.NO_ROOM : Rest.MORE;
            }
            piece.put('\n');
            left--;
            position = open.position();
        }
        if (piece.length() > 2 * PIECE) {
            // A large item has left large buffers behind.
            beginAnew();
        }
        return Rest.MORE;
    }

    private ItemStream open() throws IOException {
        ItemStream open = items;
        if (open == null) {
            open = listing.items().open(position);
            open.pauseAfter(ItemStream.PIECE);
            items = open;
        }
        return open;
    }

    /** The next piece begins where this one ends. */
    private void beginAnew() throws IOException {
        if (items != null) {
            items.close();
            items = null;
        }
    }

    private void write(Buffer piece, Rest rest) {
        reading = false;
        if (ended) {
            gone();
            return;
        }
        if (rest == Rest.NO_ROOM) {
            waitForRoom();
            return;
        }
        if (waiting) {
            waiting = false;
            patience.end();
        }
        if (rest == Rest.MORE && piece.length() == 0) {
            goOn();
            return;
        }
        if (!response.headWritten()) {
            response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.NDJSON);
        }
        if (rest == Rest.NONE) {
            leaving = true;
            patience.begin(piece.length());
            response.end(piece).onComplete(out -> {
                leaving = false;
                gone();
            });
            return;
        }
        response.write(piece);
        if (response.writeQueueFull()) {
            patience.begin(piece.length());
            response.drainHandler(drained -> goOn());
        } else {
            // Not read(): the connection may have drained within write() above, and reading has begun.
            goOn();
        }
    }

    private void waitForRoom() {
        if (!response.headWritten()) {
            fail(AnswerMemory.full());
            return;
        }
        // Who waits holds nothing: two that both kept what they have could wait for each other for ever.
        share.shrink(0);
        if (!waiting) {
            waiting = true;
            patience.begin(0);
        }
        int millis = RETRY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_SPREAD);
        loop.owner().setTimer(millis, now -> goOn());
    }

    private void goOn() {
        if (!ended && !reading) {
            read();
        }
    }

    private void fail(Throwable fault) {
        reading = false;
        boolean overloaded = fault instanceof Fault known && known.problem().type() == ProblemType.OVERLOADED;
        if (!ended && overloaded && response.headWritten()) {
            waitForRoom();
            return;
        }
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
        try {
            beginAnew();
        } catch (IOException e) {
            LOG.debug("closing a list", e);
        } finally {
            share.close();
            whenDone.run();
        }
    }
}
