package io.hostledger.stream;

import io.hostledger.chain.JsonWriter;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One who follows the ledger. Everything but {@link #height} happens on its event loop. It pulls:
 * what it has not been sent yet is told by its position alone.
 */
public final class Subscriber {
    private static final Logger LOG = Logger.getLogger(Subscriber.class.getName());

    /** A filtered stream has an id at least every so many blocks. */
    static final int SILENT = 1_000;

    private enum State {
        /** Has all there is; the next block wakes it. */
        PARKED,
        /** So much waits to go out that it gets no more until that has gone. */
        FULL,
        /** Older blocks are being read for it. */
        READING,
        ENDED
    }

    private final LiveFeed feed;
    private final LoopMembers loop;
    private final Sink sink;
    private final Ring ring;
    private final @Nullable Verdicts verdicts;
    private final boolean details;
    /** Where {@link LoopMembers} keeps it. */
    int slot;

    private State state = State.PARKED;
    /** Of the next block to look at; written by the event loop alone. */
    private volatile long height;

    private long offset;
    /** How many blocks were passed over since the last id. */
    private int passed;
    /** Of a filtered stream: the event that says behind which block it is; null behind none. */
    private byte @Nullable [] position;

    private final int turn;
    private int limit;

    Subscriber(
            LiveFeed feed,
            LoopMembers loop,
            Sink sink,
            Ring ring,
            @Nullable Verdicts verdicts,
            boolean details,
            Place.Found from) {
        this.feed = feed;
        this.loop = loop;
        this.sink = sink;
        this.ring = ring;
        this.verdicts = verdicts;
        this.details = details;
        this.height = from.height();
        this.offset = from.offset();
        this.turn = loop.nextTurn();
    }

    /** Says behind which block the stream starts, and starts it. */
    void open(Place.Found from) {
        byte[] opening = from.behind() == null ? Frames.COMMENT : Frames.position(from.behind());
        if (verdicts != null && from.behind() != null) {
            position = opening;
        }
        write(opening, 0, opening.length);
        pump();
    }

    /** What waited has gone out. */
    public void drained() {
        if (state == State.FULL) {
            pump();
        }
    }

    /** The connection is closed. May be said more than once. */
    public void gone() {
        if (state != State.ENDED) {
            state = State.ENDED;
            feed.left(this);
        }
    }

    /** There may be more blocks. */
    void wake() {
        if (state == State.PARKED) {
            pump();
        }
    }

    /** Sends a keep-alive if it is the subscriber's turn, and has room for it. */
    void tick(int whose) {
        if (whose != turn || state == State.ENDED || sink.full()) {
            return;
        }
        tellPosition();
        write(Frames.COMMENT, 0, Frames.COMMENT.length);
    }

    /** Ends the stream behind the last id. */
    void finish() {
        wake();
        if (state != State.ENDED) {
            if (passed > 0) {
                tellPosition();
            }
            if (state != State.ENDED) {
                sink.end();
            }
            gone();
        }
    }

    /** Writes until there is no more to write, no room, or nothing in memory to write from. */
    private void pump() {
        try {
            pumpOn();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void pumpOn() {
        while (state != State.ENDED) {
            int share = feed.share();
            if (share != limit) {
                limit = share;
                sink.limit(share);
            }
            if (sink.full()) {
                state = State.FULL;
                return;
            }
            long end = feed.next();
            Chunk chunk = ring.find(height);
            if (chunk != null) {
                take(chunk, share);
            } else if (height >= end) {
                state = State.PARKED;
                return;
            } else {
                state = State.READING;
                feed.read(this, share);
                return;
            }
        }
    }

    private void take(Chunk chunk, int share) {
        int first = (int) (height - chunk.firstHeight);
        int count = chunk.count();
        if (verdicts == null) {
            int to = first + 1;
            while (to < count && chunk.frameTo(to) - chunk.frameFrom(first) <= share) {
                to++;
            }
            moveTo(chunk.firstHeight + to, chunk.offsetBehind(to - 1));
            write(chunk.bytes(), chunk.frameFrom(first), chunk.frameTo(to - 1));
        } else {
            pick(chunk, first, count, share, verdicts);
        }
    }

    private void pick(Chunk chunk, int first, int count, int share, Verdicts wanted) {
        JsonWriter out = null;
        byte[] bytes = chunk.bytes();
        int i = first;
        for (; i < count && (out == null || out.length() <= share); i++) {
            boolean wants = wanted.wants(chunk.firstHeight + i, chunk);
            passed = wants ? 0 : passed + 1;
            if (wants || passed == SILENT) {
                out = out == null ? new JsonWriter(chunk.frameTo(i) - chunk.frameFrom(i)) : out;
                out.raw(bytes, chunk.frameFrom(i), wants ? chunk.frameTo(i) : chunk.idTo(i));
                if (!wants) {
                    out.put('\n');
                    passed = 0;
                }
            }
        }
        position = Frames.position(chunk.head(i - 1));
        moveTo(chunk.firstHeight + i, chunk.offsetBehind(i - 1));
        if (out != null) {
            write(out.array(), 0, out.length());
        }
    }

    /** Takes what was read for it; null if that failed. */
    void deliver(CatchUp.@Nullable Batch batch) {
        if (state == State.ENDED) {
            return;
        }
        if (batch == null) {
            abort();
            return;
        }
        passed = batch.passed();
        position = verdicts == null ? null : Frames.position(batch.last());
        moveTo(batch.height(), batch.offset());
        try {
            if (batch.length() > 0) {
                write(batch.events(), 0, batch.length());
            }
            pumpOn();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Cuts this stream, so that others go on. */
    void fail(Throwable cause) {
        try {
            abort();
            LOG.log(Level.SEVERE, "A stream is cut", cause);
        } catch (RuntimeException | Error e) {
            cause.addSuppressed(e);
        }
    }

    private void abort() {
        if (state != State.ENDED) {
            gone();
            sink.abort();
        }
    }

    CatchUp.Batch readOn(CatchUp from, long end, int share) throws IOException {
        Filter filter = verdicts == null ? null : verdicts.filter();
        return from.read(height, offset, end, filter, details, share, passed);
    }

    private void tellPosition() {
        if (position != null) {
            passed = 0;
            write(position, 0, position.length);
        }
    }

    private void moveTo(long nextHeight, long itsOffset) {
        height = nextHeight;
        offset = itsOffset;
    }

    private void write(byte[] bytes, int from, int to) {
        // A write may have found that the other side is gone.
        if (state != State.ENDED) {
            feed.sent(to - from);
            sink.write(bytes, from, to);
        }
    }

    /** Of the next block that it has not been sent. For any thread. */
    long height() {
        return height;
    }

    LoopMembers loop() {
        return loop;
    }

    @Nullable
    Verdicts verdicts() {
        return verdicts;
    }

    boolean details() {
        return details;
    }
}
