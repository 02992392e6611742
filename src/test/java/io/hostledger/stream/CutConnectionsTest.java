package io.hostledger.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Real sockets, cut at random bytes while a writer publishes: each block comes once, in order. */
class CutConnectionsTest {
    private static final int CLIENTS = 4;
    private static final int CUTS = Integer.getInteger("hostledger.cuts", 150);

    @Test
    void noCutLeavesAGapOrARepeat() throws Exception {
        StreamLimits limits = new StreamLimits(128 * 1024, 256 * 1024, Duration.ofMillis(200), 100, 100);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (StreamServer server = new StreamServer(limits)) {
            server.publish(300);
            AtomicBoolean writing = new AtomicBoolean(true);
            Future<?> writer = threads.submit(() -> write(server, writing));
            List<Future<EventReader>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(client(server, i)));
            }
            for (int i = 0; i < CLIENTS; i++) {
                EventReader saw = clients.get(i).get();
                assertEquals(server.ledger.lines().subList(i, i + saw.data.size()), saw.data);
            }
            writing.set(false);
            writer.get();
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

    /** From the first block on, or from the height of its number. */
    private static Callable<EventReader> client(StreamServer server, int number) {
        return () -> {
            Random random = new Random(number);
            EventReader reader = new EventReader();
            for (int cut = 0; cut < CUTS; cut++) {
                String query = reader.lastId == null ? "?from=" + number : "";
                String header = reader.lastId == null ? "X-None: 1" : "Last-Event-ID: " + reader.lastId;
                try (RawClient client = new RawClient(server.port).get("/v1/events" + query, header)) {
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
