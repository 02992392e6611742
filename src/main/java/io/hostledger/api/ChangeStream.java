package io.hostledger.api;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Limits;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Refusal;
import io.hostledger.stream.EventLoop;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request of changes, one a line, and its answers, in the same order. Lines are taken while others
 * are on their way, up to a bound; then, as when the client reads too slowly, no more are read. Every
 * field but {@code woken} is owned by the event loop, on which all calls come.
 */
final class ChangeStream {
    /** Lines on their way, of one request. */
    static final int MOST_LINES = 1_024;
    /** Of those lines, together; one may be larger. */
    static final int MOST_BYTES = 4 * Limits.MIB;

    private static final int WRITE_BYTES = 64 << 10;
    /** The ledger's queue drains in about so long. */
    private static final long RETRY_MILLIS = 2;
    /** A large line that was started, and of which so long nothing has come, is given up. */
    static final long STALL_MILLIS = Body.STALL_MILLIS;

    private final ReadStream<Buffer> in;
    private final WriteStream<Buffer> out;
    private final EventLoop loop;
    private final WritePath ledger;
    private final ElementTypes types;

    private final ByteBudget budget;
    private final Patience patience;
    private final LineSplitter lines;
    private final ArrayDeque<LineSlot> onTheirWay = new ArrayDeque<>();
    private final JsonWriter writer = new JsonWriter(1_024);
    private final AtomicBoolean woken = new AtomicBoolean();

    private long count;
    private long bytes;
    /** A change that the ledger had no room for; nothing behind it is read before it is taken. */
    private @Nullable Change held;
    /** What it takes of the budget. */
    private int heldBytes;
    /** Pieces that have come, and times that they were let come again. */
    private long moves;

    private boolean watching;

    /** The connection is full, and what it holds is to be read before more is written. */
    private boolean waiting;

    private boolean paused;
    private boolean inputEnded;
    private boolean lastTaken;
    private boolean closed;

    /**
     * @param budget of the memory for large lines that are started, or that the ledger has no room for
     * @param patience with a client that does not read its answers
     */
    ChangeStream(
            ReadStream<Buffer> in,
            WriteStream<Buffer> out,
            EventLoop loop,
            WritePath ledger,
            ElementTypes types,
            ByteBudget budget,
            Patience patience) {
        this.in = in;
        this.out = out;
        this.loop = loop;
        this.ledger = ledger;
        this.types = types;
        this.budget = budget;
        this.patience = patience;
        this.lines = new LineSplitter(Limits.BODY_BYTES, budget);
    }

    void start() {
        // No event before every handler is set.
        in.pause();
        in.exceptionHandler(fault -> close());
        in.endHandler(end -> {
            inputEnded = true;
            go();
        });
        in.handler(piece -> {
            if (!closed) {
                moves++;
                lines.feed(piece.getBytes());
                go();
            }
        });
        in.resume();
    }

    /** The connection is gone: what the ledger has taken it keeps; the rest, a torn line too, is dropped. */
    void close() {
        closed = true;
        patience.end();
        letGo();
        lines.drop();
        onTheirWay.clear();
    }

    private void go() {
        if (closed) {
            return;
        }
        do {
            read();
        } while (write() && isBehind());
        if (!closed) {
            flow();
        }
    }

    private void read() {
        while (hasRoom() && lines.next()) {
            take();
        }
        if (inputEnded && !lastTaken && hasRoom()) {
            lastTaken = true;
            if (lines.last()) {
                take();
            }
        }
    }

    private boolean hasRoom() {
        return held == null && onTheirWay.size() < MOST_LINES && bytes < MOST_BYTES;
    }

    /** Whether lines may have come that there was no room for. */
    private boolean isBehind() {
        return lines.hasMore() || (inputEnded && !lastTaken);
    }

    private void take() {
        if (lines.isBlank()) {
            return;
        }
        LineSlot slot = new LineSlot(count++, lines.to() - lines.from());
        onTheirWay.add(slot);
        bytes += slot.bytes;
        take(slot, this::change);
    }

    private void take(LineSlot slot, Supplier<Change> change) {
        try {
            submit(slot, change.get());
        } catch (Fault fault) {
            slot.answer = new LineAnswer.Failed(fault.problem());
        } catch (Throwable fault) {
            slot.answer = new LineAnswer.Failed(Problems.unforeseen(fault));
        }
    }

    private Change change() {
        if (lines.withoutRoom()) {
            throw new Fault(ByteBudget.problem());
        }
        if (lines.tooLong()) {
            throw new Fault(ProblemType.TOO_LARGE, "a line has at most " + Limits.BODY_BYTES + " bytes");
        }
        return ChangeRequest.read(RequestJson.read(lines.line(), lines.from(), lines.to()), null, types);
    }

    private void submit(LineSlot slot, Change change) {
        CompletableFuture<Outcome> outcome = ledger.change(change);
        if (isOverloaded(outcome)) {
            if (!budget.grow(0, slot.bytes)) {
                throw new Fault(ByteBudget.problem());
            }
            held = change;
            heldBytes = slot.bytes;
            loop.later(RETRY_MILLIS, () -> retry(slot, change));
            return;
        }
        outcome.whenComplete((known, failure) -> {
            slot.answer = failure == null
                    ? LineAnswer.of(change.element(), known)
                    : new LineAnswer.Failed(Problems.unforeseenInEngine(failure));
            // One wake-up is enough for all that become known until the loop gets there.
            if (!woken.getAndSet(true)) {
                loop.execute(this::wake);
            }
        });
    }

    private static boolean isOverloaded(CompletableFuture<Outcome> outcome) {
        return outcome.isDone()
                && !outcome.isCompletedExceptionally()
                && outcome.join() instanceof Outcome.Refused(Refusal.Overloaded why);
    }

    private void retry(LineSlot slot, Change change) {
        if (!closed) {
            letGo();
            take(slot, () -> change);
            go();
        }
    }

    private void letGo() {
        held = null;
        budget.release(heldBytes);
        heldBytes = 0;
    }

    /** Gives up a line that a client has started and does not go on with. */
    private void watch(long seen) {
        watching = false;
        if (closed) {
            return;
        }
        if (seen == moves && !paused && lines.holdsMuch()) {
            lines.drop();
            LineSlot slot = new LineSlot(count++, 0);
            slot.answer = new LineAnswer.Failed(Problem.of(ProblemType.INVALID_REQUEST, "the line does not go on"));
            onTheirWay.add(slot);
        }
        go();
    }

    private void wake() {
        woken.set(false);
        go();
    }

    /** Writes the answers that are due; whether there were any. */
    private boolean write() {
        boolean any = false;
        // The connection may drain within out.write() below, and what that calls may write the end.
        while (!closed && !out.writeQueueFull()) {
            writer.reset();
            LineSlot slot = onTheirWay.peek();
            while (slot != null && slot.answer instanceof LineAnswer answer && writer.length() < WRITE_BYTES) {
                answer.writeTo(writer, slot.index);
                bytes -= slot.bytes;
                onTheirWay.remove();
                slot = onTheirWay.peek();
            }
            if (writer.length() == 0) {
                break;
            }
            any = true;
            out.write(Buffer.buffer(Unpooled.wrappedBuffer(writer.toBytes())));
        }
        return any;
    }

    private void drained() {
        if (waiting && !closed) {
            waiting = false;
            patience.end();
            go();
        }
    }

    private void flow() {
        if (lastTaken && held == null && onTheirWay.isEmpty()) {
            close();
            out.end();
            return;
        }
        if (!watching && lines.holdsMuch()) {
            watching = true;
            long seen = moves;
            loop.later(STALL_MILLIS, () -> watch(seen));
        }
        if (!waiting && out.writeQueueFull()) {
            waiting = true;
            patience.begin(WRITE_BYTES);
            out.drainHandler(drained -> drained());
        }
        boolean full = !hasRoom();
        if (full != paused) {
            paused = full;
            if (full) {
                in.pause();
            } else {
                moves++;
                in.resume();
            }
        }
    }
}
