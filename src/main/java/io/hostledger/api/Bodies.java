package io.hostledger.api;

import io.hostledger.chain.Limits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads request bodies that are held whole, within {@link Limits#BODY_BYTES}. */
final class Bodies {
    private Bodies() {}

    /**
     * The body, which nothing has read yet. Called and answered on the request's event loop. Fails
     * with a {@link Fault} as soon as the body is known to be too large; the rest is read and dropped,
     * so that a client that sends before it reads gets the answer.
     */
    static Uni<byte[]> read(HttpServerRequest request) {
        return Uni.createFrom().emitter(emitter -> read(request, emitter::complete, emitter::fail));
    }

    /** The same, for one of two callbacks. */
    static void read(HttpServerRequest request, Consumer<byte[]> done, Consumer<Throwable> failed) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isTooLarge(length)) {
            request.handler(rest -> {}).resume();
            failed.accept(tooLarge());
        } else {
            new Body(request, done, failed).start();
        }
    }

    private static boolean isTooLarge(String length) {
        try {
            return Long.parseLong(length) > Limits.BODY_BYTES;
        } catch (NumberFormatException e) {
            // Whatever it says, the bytes are counted as they come.
            return false;
        }
    }

    private static Fault tooLarge() {
        return new Fault(ProblemType.TOO_LARGE, "a request has at most " + Limits.BODY_BYTES + " bytes");
    }

    /** One body on its way in. */
    private static final class Body {
        private final HttpServerRequest request;
        private final Consumer<byte[]> done;
        private final Consumer<Throwable> refused;
        /** What has come; null before anything has, and after it was too much. */
        private @Nullable Buffer read;

        private boolean failed;

        Body(HttpServerRequest request, Consumer<byte[]> done, Consumer<Throwable> refused) {
            this.request = request;
            this.done = done;
            this.refused = refused;
        }

        void start() {
            // No event before every handler is set.
            request.pause();
            request.exceptionHandler(this::fail);
            request.endHandler(end -> {
                if (!failed) {
                    done.accept(read == null ? new byte[0] : read.getBytes());
                }
            });
            request.handler(this::more);
            if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                request.response().writeContinue();
            }
            request.resume();
        }

        private void more(Buffer part) {
            if (failed) {
                return;
            }
            int length = read == null ? 0 : read.length();
            if (length + part.length() > Limits.BODY_BYTES) {
                fail(tooLarge());
            } else {
                read = read == null ? part : read.appendBuffer(part);
            }
        }

        private void fail(Throwable fault) {
            if (!failed) {
                failed = true;
                read = null;
                refused.accept(fault);
            }
        }
    }
}
