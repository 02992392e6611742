package io.hostledger.it;

import io.hostledger.stream.EventReader;
import io.hostledger.stream.RawClient;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One who follows the stream, from the first block on, and comes back with the last id. */
final class Subscription {
    /** Whatever is waited for has come by then, or never will. */
    static final int MINUTES = 5;

    private final EventReader reader = new EventReader();

    /** Guarded by {@link #reader}. */
    private boolean ended = true;

    /** Connects, and reads on in the background until the connection ends. */
    void follow(URI api) throws IOException {
        String last = reader.lastId;
        RawClient client = new RawClient(api.getPort());
        int status = (last == null
                        ? client.get("/v1/events?from=0")
                        : client.get("/v1/events", "Last-Event-ID: " + last))
                .readHead();
        if (status != 200) {
            client.close();
            throw new IOException("the stream behind " + last + " is refused with " + status);
        }
        ended = false;
        Thread.ofPlatform().daemon().start(() -> read(client));
    }

    private void read(RawClient client) {
        try (client) {
            while (client.readChunk(reader)) {
                told();
            }
        } catch (IOException e) {
            // The service is gone; what it was in the middle of does not count.
        }
        synchronized (reader) {
            reader.cut();
            ended = true;
            reader.notifyAll();
        }
    }

    private void told() {
        synchronized (reader) {
            reader.notifyAll();
        }
    }

    void awaitEnd() throws InterruptedException {
        await(() -> ended);
    }

    /** Waits until there are so many blocks, or the stream ends. */
    void await(int blocks) throws InterruptedException {
        await(() -> reader.data.size() >= blocks || ended);
    }

    private void await(BooleanSupplier so) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        synchronized (reader) {
            while (!so.getAsBoolean()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (millis <= 0) {
                    throw new AssertionError("the stream hangs behind " + reader.data.size() + " blocks");
                }
                reader.wait(millis);
            }
        }
    }

    /** Every block that came, in the order in which they came. Not while there is more. */
    List<String> blocks() {
        return reader.data;
    }
}
