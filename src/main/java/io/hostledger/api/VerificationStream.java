package io.hostledger.api;

import io.hostledger.chain.JsonWriter;
import io.hostledger.verify.Progress;
import io.hostledger.verify.Report;
import io.hostledger.verify.SharedRun;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A verification as server-sent events: {@code progress}, now and then, and at last {@code report} or {@code problem}. */
final class VerificationStream {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);

    private final SharedRun run;
    private final HttpServerResponse response;
    private final Context loop;
    private final Consumer<Progress> follower = this::progress;
    private final AtomicLong due = new AtomicLong(System.nanoTime() + INTERVAL);

    // Owned by the loop.
    private Progress before = new Progress(0, 0, "");
    private long beforeAt = System.nanoTime();

    VerificationStream(SharedRun run, HttpServerResponse response, Context loop) {
        this.run = run;
        this.response = response;
        this.loop = loop;
    }

    /** On the loop, as are all writes. */
    void start() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.EVENTS)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        write(before, 0);
        run.follow(follower);
        run.report().whenComplete((report, failure) -> loop.runOnContext(on -> end(report, failure)));
    }

    /** The client has gone; the verification goes on, for whoever asks next. */
    void gone() {
        run.leave(follower);
    }

    /** On the verification's thread. */
    private void progress(Progress progress) {
        long now = System.nanoTime();
        long at = due.get();
        if (now - at >= 0 && due.compareAndSet(at, now + INTERVAL)) {
            loop.runOnContext(on -> {
                double seconds = Math.max(1, now - beforeAt) / 1e9;
                write(progress, Math.round((progress.blocks() - before.blocks()) / seconds));
                before = progress;
                beforeAt = now;
            });
        }
    }

    private void write(Progress progress, long rate) {
        // A client that does not read misses some of them.
        if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
            JsonWriter out = new JsonWriter(160).ascii("event: progress\ndata: {\"percent\":");
            out.ascii(Double.toString(Math.round(progress.fraction() * 1_000) / 10.0));
            out.ascii(",\"blocks\":").number(progress.blocks());
            out.ascii(",\"blocks_per_second\":").number(rate);
            out.ascii(",\"reading\":").string(progress.reading()).ascii("}\n\n");
            response.write(Buffer.buffer(out.toBytes()));
        }
    }

    private void end(@Nullable Report report, @Nullable Throwable failure) {
        gone();
        if (response.ended() || response.closed()) {
            return;
        }
        JsonWriter out = new JsonWriter(512);
        if (report != null) {
            response.write(Buffer.buffer("event: report\ndata: "));
            response.write(Buffer.buffer(Unpooled.wrappedBuffer(run.json(report))));
        } else {
            Throwable cause = failure == null ? new IllegalStateException("no report") : failure;
            Verifications.fault(cause).problem().writeTo(out.ascii("event: problem\ndata: "));
        }
        response.end(Buffer.buffer(out.ascii("\n\n").toBytes()));
    }
}
