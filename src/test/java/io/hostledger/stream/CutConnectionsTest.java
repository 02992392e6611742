package io.hostledger.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real sockets, cut at random bytes, thousands of times, while a writer publishes: each block comes once, in order. */
class CutConnectionsTest {
    private static final int CUTS = Integer.getInteger("hostledger.cuts", 600);

    /** What one asks for, on each of its connections. */
    private record Wish(int from, boolean details, @Nullable String actor) {
        String query() {
            return "?details=" + details + (actor == null ? "" : "&actor=" + actor);
        }

        Stream<String> of(SampleLedger ledger) {
            Filter filter = Filter.of(actor == null ? Map.of() : Map.of("actor", actor));
            return ledger.lines().stream()
                    .skip(from)
                    .filter(line -> filter == null || filter.matches(Json.ofCanonical(line)))
                    .map(line -> details ? ledger.details(line) : line);
        }
    }

    private static final List<Wish> WISHES = List.of(
            new Wish(0, false, null), new Wish(1, false, null), new Wish(2, true, null), new Wish(3, false, "alice"));

    @Test
    void noCutLeavesAGapOrARepeat() throws Exception {
        StreamLimits limits = new StreamLimits(128 * 1024, 256 * 1024, Duration.ofMillis(200), 100, 100);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (StreamServer server = new StreamServer(limits)) {
            server.publish(300);
            AtomicBoolean writing = new AtomicBoolean(true);
            Future<?> writer = threads.submit(() -> write(server, writing));
            List<Future<EventReader>> clients = new ArrayList<>();
            for (Wish wish : WISHES) {
                clients.add(threads.submit(client(server, wish)));
            }
            for (Future<EventReader> client : clients) {
                client.get();
            }
            writing.set(false);
            writer.get();
            for (int i = 0; i < clients.size(); i++) {
                EventReader saw = clients.get(i).get();
                List<String> expected =
                        WISHES.get(i).of(server.ledger).limit(saw.data.size()).toList();
                assertEquals(expected, saw.data);
                assertTrue(saw.data.size() > CUTS / 10, "too few blocks came to tell: " + saw.data.size());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void write(StreamServer server, AtomicBoolean writing) {
        Random random = new Random(5);
        while (writing.get()) {
            server.publish(1 + random.nextInt(5));
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static Callable<EventReader> client(StreamServer server, Wish wish) {
        return () -> {
            Random random = new Random(wish.from());
            EventReader reader = new EventReader();
            for (int cut = 0; cut < CUTS; cut++) {
                String query = reader.lastId == null ? "&from=" + wish.from() : "";
                String header = reader.lastId == null ? "X-None: 1" : "Last-Event-ID: " + reader.lastId;
                try (RawClient client = new RawClient(server.port).get("/v1/events" + wish.query() + query, header)) {
                    assertEquals(200, client.readHead());
                    byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 60_000 : 3_000)];
                    int length = client.readRaw(bytes, bytes.length);
                    dechunk(bytes, length, reader);
                    reader.cut();
                    if (random.nextBoolean()) {
                        client.reset();
                    }
                }
            }
            return reader;
        };
    }

    /** Hands on what the chunks hold, the last of which is cut. */
    private static void dechunk(byte[] bytes, int length, EventReader reader) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, 0, length);
        while (in.available() > 0) {
            int size = 0;
            int b = in.read();
            for (; b != '\r' && b >= 0; b = in.read()) {
                size = size * 16 + Character.digit(b, 16);
            }
            if (b < 0 || in.read() < 0) {
                return;
            }
            byte[] data = in.readNBytes(size);
            reader.read(data, 0, data.length);
            in.skip(2);
        }
    }
}
