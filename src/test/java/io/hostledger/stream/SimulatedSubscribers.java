package io.hostledger.stream;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.disk.Files;
import io.hostledger.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers of the live feed of a simulated ledger. They read when they like, break off, and come
 * back behind the last id that they saw, over every end of the process too.
 */
public final class SimulatedSubscribers {
    /** Small, so that what is sent comes from memory as well as from the disk. */
    private static final StreamLimits LIMITS = new StreamLimits(8 * 1024, 4 * 1024, Duration.ofSeconds(15), 100, 100);

    private static final List<Map<String, String>> FILTERS = List.of(
            Map.of(),
            Map.of(),
            Map.of("element_id", "interface:vi0"),
            Map.of("action", "created"),
            Map.of("category", "test"));

    /** One of them, with all that came over all of its connections. */
    private static final class Client {
        final EventReader reader = new EventReader();
        final boolean fromTheFirst;
        final @Nullable Filter filter;
        final boolean details;
        /** Of the first block that it is owed; -1 until it is known. */
        long first;

        @Nullable
        FakeConnection connection;

        int attempts;

        Client(Random random) {
            fromTheFirst = random.nextBoolean();
            first = fromTheFirst ? 0 : -1;
            filter = Filter.of(FILTERS.get(random.nextInt(FILTERS.size())));
            details = random.nextInt(3) == 0;
        }

        Start start() {
            if (reader.lastId != null) {
                return new Start.Behind(Objects.requireNonNull(Head.parse(reader.lastId)));
            }
            return first >= 0 ? new Start.At(first) : new Start.Live();
        }
    }

    private final Random random;
    private final Executor executor;
    private final Executor readers;
    private final List<Client> clients = new ArrayList<>();
    private SimulatedLoop loop;
    private @Nullable LiveFeed feed;

    /**
     * @param executor runs the tasks of the one event loop
     * @param readers run what reads files
     */
    public SimulatedSubscribers(Random random, Executor executor, Executor readers) {
        this.random = random;
        this.executor = executor;
        this.readers = readers;
        this.loop = new SimulatedLoop(executor);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            clients.add(new Client(random));
        }
    }

    /** A process has recovered its ledger: all of them come, or come back. */
    public void begin(Ledger ledger, Files files) {
        loop = new SimulatedLoop(executor);
        SimulatedLoop current = loop;
        LiveFeed live =
                new LiveFeed(ledger::visible, files, ElementTypes.standard(), readers, current::nanoTime, LIMITS);
        ledger.addListener(live);
        feed = live;
        clients.forEach(client -> connect(client, live, current));
    }

    private static void connect(Client client, LiveFeed feed, SimulatedLoop loop) {
        int attempt = ++client.attempts;
        Start start = client.start();
        feed.locate(start)
                .thenAcceptAsync(
                        place -> {
                            if (attempt == client.attempts) {
                                arrive(client, start, place, feed, loop);
                            }
                        },
                        loop)
                .exceptionally(failure -> {
                    loop.execute(() -> {
                        throw new AssertionError("a subscriber gets no place " + start, failure);
                    });
                    return null;
                });
    }

    private static void arrive(Client client, Start start, Place place, LiveFeed feed, SimulatedLoop loop) {
        if (!(place instanceof Place.Found found)) {
            throw new AssertionError("a subscriber asked for " + start + " and is told " + place);
        }
        if (client.first < 0) {
            client.first = found.height();
        }
        FakeConnection connection = new FakeConnection(client.reader);
        client.connection = connection;
        connection.subscriber = feed.subscribe(found, client.filter, client.details, connection, loop);
    }

    /** Something happens to one of them, or time passes. */
    public void step() {
        LiveFeed live = feed;
        if (live == null) {
            return;
        }
        SimulatedLoop current = loop;
        Client client = clients.get(random.nextInt(clients.size()));
        int what = random.nextInt(6);
        int bytes = random.nextInt(6_000);
        if (what == 0) {
            current.pass(random.nextInt(random.nextInt(20) == 0 ? 20_000 : 10));
            return;
        }
        current.execute(() -> {
            FakeConnection connection = client.connection;
            if (connection == null) {
                return;
            }
            switch (what) {
                case 1 -> connection.stopReading();
                case 2, 3, 4 -> connection.take(bytes);
                default -> {
                    connection.cut();
                    connect(client, live, current);
                }
            }
        });
    }

    /** They take all that there is, and time passes: with nothing left to do they have every block. */
    public void takeAll() {
        SimulatedLoop current = loop;
        current.execute(() -> clients.stream()
                .map(client -> client.connection)
                .filter(Objects::nonNull)
                .forEach(connection -> connection.take(Integer.MAX_VALUE)));
        current.pass(20);
    }

    /** The service ends in order, and so do its streams. */
    public CompletionStage<Void> close() {
        return Objects.requireNonNull(feed).close();
    }

    /** The process is gone. */
    public void end() {
        feed = null;
        for (Client client : clients) {
            client.attempts++;
            if (client.connection != null && client.connection.aborted) {
                throw new AssertionError("a stream was cut: the ledger could not be read");
            }
            client.reader.cut();
            client.connection = null;
        }
    }

    /** How many blocks came to all of them. */
    public long streamed() {
        return clients.stream().mapToLong(client -> client.reader.data.size()).sum();
    }

    /**
     * What came to each is the ledger from its first block on, without a gap or a repeat.
     *
     * @param ledger its central lines, by height
     * @param details the event of a central line for one who asked for details
     * @param whole whether it all came; else the rest may be missing
     */
    public void check(List<String> ledger, UnaryOperator<String> details, boolean whole) {
        for (Client client : clients) {
            if (client.first < 0) {
                continue; // it has not been told yet where it starts
            }
            List<String> owed = ledger.stream()
                    .skip(client.first)
                    .filter(line -> client.filter == null || client.filter.matches(Json.ofCanonical(line)))
                    .map(line -> client.details ? details.apply(line) : line)
                    .toList();
            List<String> came = client.reader.data;
            if (came.size() > owed.size() || !owed.subList(0, came.size()).equals(came)) {
                throw new AssertionError(
                        "a subscriber saw what is not the ledger from " + client.first + ": " + came + " of " + owed);
            }
            if (whole && came.size() < owed.size()) {
                throw new AssertionError("a subscriber got " + came.size() + " of " + owed.size() + " blocks");
            }
        }
    }
}
