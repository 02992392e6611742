package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.ChangeSet;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import io.hostledger.ledger.Event;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Rollback;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route on a server of its own, in front of a ledger that fails. */
class ChangesRouteTest {
    private static final String CHANGE = "{\"element_id\":\"interface:a\",\"state\":null,\"actor\":\"a\"}";
    private static final String HEAD = "POST /v1/changes HTTP/1.1\nHost: x\n";
    private static final long STALL_MILLIS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile Supplier<CompletableFuture<Outcome>> ledger = CompletableFuture::new;
    private int port;

    @BeforeEach
    void listen() {
        Router router = Router.router(vertx);
        Bodies bodies = new Bodies(vertx, ByteBudget.ofHeap(4), STALL_MILLIS);
        new ChangesRoute(new FailingLedger(), ElementTypes.standard(), new Recording(new NoBlocks()), bodies, vertx)
                .routes(router);
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whateverTheLedgerThrowsTheCallerIsAnswered() throws IOException {
        ledger = () -> {
            throw new StackOverflowError("secret");
        };
        assertInternal("none");
        ledger = () -> CompletableFuture.failedFuture(new StackOverflowError("secret"));
        assertInternal("unknown");
        // There is no answer without an outcome.
        ledger = () -> CompletableFuture.completedFuture(null);
        assertInternal("unknown");
        Head head = new Head(0, Hash.ZERO);
        ledger = () -> CompletableFuture.completedFuture(new Outcome.Unchanged(head, head));
        assertInternal("unknown");
    }

    private void assertInternal(String outcome) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            String answer = http.head(HEAD + "Content-Length: " + CHANGE.length() + "\n\n")
                    .body(CHANGE)
                    .readTo("\"type\":\"urn:hostledger:problem:internal\"}");
            assertTrue(answer.startsWith("HTTP/1.1 500"), answer);
            assertTrue(answer.contains("\"outcome\":\"" + outcome + "\""), answer);
        }
    }

    @Test
    void aBodyThatDoesNotGoOnIsAnsweredAndItsRestDropped() throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            String answer = http.head(HEAD + "Content-Length: " + (CHANGE.length() + 1) + "\n\n")
                    .body(CHANGE)
                    .readTo("\"pointer\":\"\"}]}");
            assertTrue(answer.startsWith("HTTP/1.1 422"), answer);
            http.body(" ")
                    .head("POST /v1/changes HTTP/1.1\nHost: x\nContent-Length: 1\n\n")
                    .body("{");
            assertTrue(http.readTo("\"pointer\":\"\"}]}").startsWith("HTTP/1.1 400"));
        }
        assertEquals(0, taken.get());
    }

    @Test
    void aBadChunkEndsTheRequestAlone() throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.head(HEAD + "Transfer-Encoding: chunked\n\n").chunk(CHANGE).body("no chunk\r\n\r\n");
            http.readToEnd();
        }
        assertEquals(0, taken.get());
        ledger = () -> CompletableFuture.failedFuture(new IllegalStateException("secret"));
        assertInternal("unknown");
    }

    private final class FailingLedger implements WritePath {
        @Override
        public CompletableFuture<Outcome> change(Change change) {
            taken.incrementAndGet();
            return ledger.get();
        }

        @Override
        public CompletableFuture<Outcome> record(Event event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Outcome> rollBack(Rollback rollback) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<SetOutcome> changeSet(ChangeSet set) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoBlocks implements BlockSource {
        @Override
        public byte[] central(long height) {
            throw new StackOverflowError("secret");
        }

        @Override
        public byte[] element(ElementId element, long height) {
            throw new StackOverflowError("secret");
        }
    }
}
