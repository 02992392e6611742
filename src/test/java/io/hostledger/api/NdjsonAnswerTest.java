package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.JsonWriter;
import io.hostledger.query.ItemStream;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real connection: how far a list is read depends on how far the other side has read it. */
class NdjsonAnswerTest {
    private static final int MIB = 1 << 20;
    /** More than the buffers of two sockets and of the answer hold, as they are set here. */
    private static final long BUFFERS = 6 * MIB;

    private static final String ITEM = "{\"pad\":\"" + "x".repeat(990) + "\"}";

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final AtomicLong produced = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private int port;

    /** So many items, and not one more than is asked for. */
    private final class Items implements ItemStream {
        private final Semaphore apart = new Semaphore(1);
        private long left = Long.MAX_VALUE;

        @Override
        public boolean next(JsonWriter out) throws IOException {
            if (left-- == 0) {
                return false;
            }
            assertTrue(apart.tryAcquire(), "one worker at a time reads");
            out.ascii(ITEM);
            produced.addAndGet(ITEM.length() + 1);
            apart.release();
            return true;
        }

        @Override
        public String position() {
            return "";
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private final Items items = new Items();

    private final AnswerMemory memory = new AnswerMemory(4 * MIB);
    private Listing listing = new Listing("all", null, null, after -> items);
    private long patience = 60_000;

    /** Items of 1 KiB, and a large one every so often: {@code "<n>:xxx…"}. */
    private final class Numbered implements ItemStream {
        private final int large;
        private int number;

        Numbered(@Nullable String after) {
            this(after, 300 << 10);
        }

        Numbered(@Nullable String after, int large) {
            this.large = large;
            number = after == null ? 0 : Integer.parseInt(after);
        }

        @Override
        public boolean next(JsonWriter out) {
            if (number == 100) {
                return false;
            }
            number++;
            out.ascii("\"" + number + ":" + "x".repeat(number % 10 == 0 ? large : 1 << 10) + "\"");
            return true;
        }

        @Override
        public String position() {
            return Integer.toString(number);
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @BeforeEach
    void listen() throws Exception {
        // Else the system may let it grow to tens of MiB.
        HttpServerOptions options = new HttpServerOptions().setSendBufferSize(MIB);
        HttpServer server = vertx.createHttpServer(options).requestHandler(request -> {
            NdjsonAnswer answer = new NdjsonAnswer(
                    listing,
                    request.response(),
                    vertx.getOrCreateContext(),
                    workers,
                    memory,
                    memory.take(NdjsonAnswer.BASE),
                    new Patience(vertx, request.connection(), patience),
                    done::countDown);
            request.response().closeHandler(gone -> answer.gone());
            answer.start();
        });
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        workers.shutdownNow();
    }

    private Socket asked() throws IOException {
        Socket socket = new Socket();
        // Else the system may let it grow to tens of MiB.
        socket.setReceiveBufferSize(MIB);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void noMoreIsReadThanTheOtherSideTakes() throws Exception {
        try (Socket socket = asked()) {
            InputStream in = socket.getInputStream();
            byte[] piece = new byte[MIB];
            for (long taken = 0; taken < 256L * MIB; taken += piece.length) {
                assertEquals(piece.length, in.readNBytes(piece, 0, piece.length));
                long ahead = produced.get() - taken;
                assertTrue(ahead < BUFFERS, "it has read " + ahead + " bytes ahead");
            }
        }
        assertTrue(closed.await(20, TimeUnit.SECONDS), "the list is closed when the other side is gone");
        assertTrue(done.await(20, TimeUnit.SECONDS));
    }

    @Test
    void allItemsComeALineEachAndThenTheEnd() throws Exception {
        items.left = 3_000;
        try (Socket socket = asked()) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer.substring(0, 40));
            assertEquals(3_000, answer.split(ITEM.substring(0, 20).replace("{", "[{]"), -1).length - 1);
            assertTrue(answer.endsWith("\r\n0\r\n\r\n"));
        }
        assertTrue(closed.await(20, TimeUnit.SECONDS));
    }

    @Test
    void anItemThatThereIsNoRoomForWaitsAndComesOnce() throws Exception {
        listing = new Listing("all", null, null, Numbered::new);
        AnswerMemory.Share others = memory.take(4 * MIB - 2 * NdjsonAnswer.BASE);
        try (Socket socket = asked()) {
            InputStream in = socket.getInputStream();
            String begun = new String(in.readNBytes(8 << 10), StandardCharsets.UTF_8);
            assertTrue(begun.startsWith("HTTP/1.1 200"), begun.substring(0, 40));
            assertTrue(memory.taken() <= 4 * MIB);
            others.close();
            String answer = begun + new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher numbers = Pattern.compile("\"([0-9]+):").matcher(answer);
            for (int n = 1; n <= 100; n++) {
                assertTrue(numbers.find(), "number " + n);
                assertEquals(Integer.toString(n), numbers.group(1));
            }
            assertFalse(numbers.find());
        }
        assertTrue(done.await(20, TimeUnit.SECONDS));
        assertEquals(0, memory.taken());
    }

    @Test
    void twoThatNeedAllTheRoomForAnItemGetItOneAfterTheOther() throws Exception {
        // Three times an item is more than all the room, which only an answer alone may take.
        CountDownLatch begun = new CountDownLatch(2);
        listing = new Listing("all", 20, null, after -> {
            if (after == null) {
                // Neither takes all the room before the other one is let in.
                begun.countDown();
                await(begun);
            }
            return new Numbered(after, 3 * MIB / 2);
        });
        try (Socket first = asked();
                Socket second = asked()) {
            CompletableFuture<byte[]> one = CompletableFuture.supplyAsync(() -> whole(first));
            CompletableFuture<byte[]> other = CompletableFuture.supplyAsync(() -> whole(second));
            for (CompletableFuture<byte[]> answer : List.of(one, other)) {
                String text = new String(answer.get(20, TimeUnit.SECONDS), StandardCharsets.UTF_8);
                assertTrue(text.endsWith("\r\n0\r\n\r\n"), "whole");
                assertTrue(text.contains("\"20:"));
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] whole(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneThatFindsNoRoomForTooLongIsCutOff() throws Exception {
        listing = new Listing("all", null, null, Numbered::new);
        patience = 300;
        AnswerMemory.Share others = memory.take(4 * MIB - 2 * NdjsonAnswer.BASE);
        try (Socket socket = asked()) {
            byte[] begun = socket.getInputStream().readAllBytes();
            assertFalse(new String(begun, StandardCharsets.UTF_8).endsWith("\r\n0\r\n\r\n"), "not a whole one");
        } catch (SocketException reset) {
            assertTrue(done.await(20, TimeUnit.SECONDS), "the answer is over");
        }
        assertTrue(done.await(20, TimeUnit.SECONDS));
        others.close();
        assertEquals(0, memory.taken());
    }

    @Test
    void aReaderThatDoesNotMoveIsCutOff() throws Exception {
        patience = 50;
        try (Socket socket = asked()) {
            assertEquals(1, socket.getInputStream().readNBytes(1).length);
            assertTrue(done.await(20, TimeUnit.SECONDS), "nobody has read on");
            assertEquals(0, memory.taken());
        }
        assertTrue(closed.await(20, TimeUnit.SECONDS));
    }

    @Test
    void withoutRoomAtTheStartItIsRefused() throws Exception {
        listing = new Listing("all", null, "9", Numbered::new);
        AnswerMemory.Share others = memory.take(4 * MIB - NdjsonAnswer.BASE);
        try (Socket socket = asked()) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
            assertTrue(answer.toLowerCase(Locale.ROOT).contains("retry-after: "), answer);
        }
        assertTrue(done.await(20, TimeUnit.SECONDS));
        others.close();
        assertEquals(0, memory.taken());
    }
}
