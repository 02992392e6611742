package io.hostledger.api;

import io.hostledger.chain.Limits;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** One request body on its way in. Its event loop's own. */
final class Body {
    /** A body of which so long nothing has come is given up, at the latest after twice as long. */
    static final long STALL_MILLIS = 60_000;

    private static final byte[] NOTHING = new byte[0];
    private static final long NO_TIMER = -1;

    private final ReadStream<Buffer> in;
    /** Bytes; 0 if it is not known. */
    private final int expected;

    private final ByteBudget budget;
    private final Vertx vertx;
    private final Consumer<byte[]> done;
    private final Consumer<Fault> refused;

    private byte[] bytes = NOTHING;
    private int length;
    private boolean over;

    private long timer = NO_TIMER;
    private int seen;

    Body(
            ReadStream<Buffer> in,
            int expected,
            ByteBudget budget,
            Vertx vertx,
            Consumer<byte[]> done,
            Consumer<Fault> refused) {
        this.in = in;
        this.expected = expected;
        this.budget = budget;
        this.vertx = vertx;
        this.done = done;
        this.refused = refused;
    }

    static Fault tooLarge() {
        return new Fault(ProblemType.TOO_LARGE, "a request has at most " + Limits.BODY_BYTES + " bytes");
    }

    void listen(long stallMillis) {
        in.exceptionHandler(broken -> fail(Fault.invalid("", "the body broke off, or is not one that HTTP allows")));
        in.endHandler(end -> end());
        in.handler(part -> {
            if (!over && take(part) && timer == NO_TIMER && length != expected) {
                // Before its first bytes a request holds no more than a connection that waits for one.
                timer = vertx.setPeriodic(stallMillis, id -> watch());
            }
        });
    }

    private boolean take(Buffer part) {
        int to = length + part.length();
        if (to > Limits.BODY_BYTES) {
            fail(tooLarge());
            return false;
        }
        if (to > bytes.length) {
            int twice = Math.min(2 * bytes.length, expected == 0 ? Limits.BODY_BYTES : expected);
            int capacity = Math.max(to, twice);
            if (!budget.grow(bytes.length, capacity)) {
                fail(new Fault(ByteBudget.problem()));
                return false;
            }
            bytes = Arrays.copyOf(bytes, capacity);
        }
        part.getBytes(bytes, length);
        length = to;
        return true;
    }

    private void watch() {
        if (seen == length) {
            fail(Fault.invalid("", "the body does not go on"));
        }
        seen = length;
    }

    private void end() {
        if (!over) {
            byte[] whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            release();
            done.accept(whole);
        }
    }

    private void fail(Fault fault) {
        if (!over) {
            release();
            refused.accept(fault);
        }
    }

    private void release() {
        over = true;
        budget.release(bytes.length);
        bytes = NOTHING;
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
    }
}
