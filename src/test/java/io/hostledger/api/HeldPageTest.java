package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real connection: the memory of a page is free again when the page is out, or its reader is gone. */
class HeldPageTest {
    private static final int BYTES = 32 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final AnswerMemory memory = new AnswerMemory(BYTES);
    private int port;

    @BeforeEach
    void listen() throws Exception {
        Router router = Router.router(vertx);
        router.get("/page")
                .handler(routing -> new HeldPage(routing, memory.take(BYTES))
                        .with(new byte[BYTES])
                        .send());
        router.get("/none").handler(routing -> {
            new HeldPage(routing, memory.take(BYTES));
            routing.response().setStatusCode(503).end();
        });
        Pages pages = new Pages(new CurrentVertxRequest(), memory);
        router.get("/one")
                .handler(routing -> pages.json(routing, () -> new byte[BYTES / 4])
                        .emitOn(command -> routing.vertx().runOnContext(on -> command.run()))
                        .subscribe()
                        .with(
                                made -> ((HeldPage) made.getEntity()).send(),
                                fault -> Answers.problem(routing.response(), ((Fault) fault).problem())));
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Socket asked(String path) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void awaitFree() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (memory.taken() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(0, memory.taken());
    }

    @Test
    void itIsHeldUntilTheReaderHasIt() throws Exception {
        try (Socket socket = asked("/page")) {
            InputStream in = socket.getInputStream();
            assertEquals(1, in.readNBytes(1).length);
            assertEquals(BYTES, memory.taken());
            assertTrue(in.readAllBytes().length > BYTES);
            awaitFree();
        }
    }

    @Test
    void itIsFreeWhenTheReaderLeaves() throws Exception {
        try (Socket socket = asked("/page")) {
            assertEquals(1, socket.getInputStream().readNBytes(1).length);
        }
        awaitFree();
    }

    @Test
    void whatIsNoListTakesItsShareTooAndHasItUntilTheReaderHasIt() throws Exception {
        try (Socket slow = asked("/one")) {
            assertEquals(1, slow.getInputStream().readNBytes(1).length);
            long held = memory.taken();
            assertTrue(held >= BYTES / 2, held + " bytes");
            AnswerMemory.Share others = memory.take(BYTES - held - (BYTES >> 3));
            try (Socket second = asked("/one")) {
                String refused = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(refused.startsWith("HTTP/1.1 503"), refused);
            }
            others.close();
            assertTrue(slow.getInputStream().readAllBytes().length > BYTES / 4);
        }
        awaitFree();
    }

    @Test
    void itIsFreeWhenSomethingElseIsAnswered() throws Exception {
        try (Socket socket = asked("/none")) {
            assertTrue(socket.getInputStream().readAllBytes().length > 0);
        }
        awaitFree();
    }
}
