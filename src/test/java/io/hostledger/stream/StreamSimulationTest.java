package io.hostledger.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in random order, from a seed: what a subscriber saw is what the ledger has. */
class StreamSimulationTest {
    private static final int STEPS = 4_000;

    /** One who comes back whenever the connection breaks, with the last id. */
    private static final class Client {
        final EventReader reader = new EventReader();
        final int start;
        final Map<String, String> filter;
        final boolean details;
        FakeConnection connection;
        int cuts;

        Client(int start, Map<String, String> filter, boolean details) {
            this.start = start;
            this.filter = filter;
            this.details = details;
        }

        void connect(Rig rig) {
            Start from = reader.lastId == null
                    ? new Start.At(start)
                    : new Start.Behind(Objects.requireNonNull(Head.parse(reader.lastId)));
            connection = rig.connect(reader, from, filter, details);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eachBlockComesOnceInHeightOrderWhateverBreaks(long seed) {
        Random random = new Random(seed);
        Rig rig = new Rig(random);
        rig.publish(1 + random.nextInt(300));
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Map<String, String> filter = i < 6 ? Map.of() : FilterTest.FILTERS.get(random.nextInt(7));
            clients.add(new Client(random.nextInt(rig.ledger.size() + 1), filter, i % 3 == 0));
        }
        clients.forEach(client -> client.connect(rig));
        for (int i = 0; i < STEPS; i++) {
            step(rig, clients.get(random.nextInt(clients.size())), random);
        }
        for (Client client : clients) {
            client.connection.take(Integer.MAX_VALUE);
        }
        // A rest may stand between the last block and its round.
        rig.settle();
        rig.loop.pass(20);
        rig.settle();
        int cuts = 0;
        for (Client client : clients) {
            assertEquals(expected(rig, client), client.reader.data);
            cuts += client.cuts;
        }
        assertTrue(cuts > 200, "too few connections were cut to tell: " + cuts);
        clients.forEach(client -> client.connection.cut());
        assertEquals(0, rig.feed.subscribers());
    }

    private static void step(Rig rig, Client client, Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> rig.publish(1 + random.nextInt(random.nextInt(40) == 0 ? 300 : 6));
            case 2, 3, 4 -> rig.loop.step();
            case 5, 6 -> {
                Runnable read = rig.reads.poll();
                if (read != null) {
                    read.run();
                }
            }
            case 7 -> client.connection.stopReading();
            case 8, 9 -> client.connection.take(random.nextInt(20_000));
            case 10 -> rig.loop.pass(random.nextInt(random.nextInt(50) == 0 ? 20_000 : 4));
            default -> {
                client.connection.take(random.nextInt(2_000));
                client.connection.cut();
                client.cuts++;
                client.connect(rig);
            }
        }
    }

    private static List<String> expected(Rig rig, Client client) {
        List<String> lines = rig.ledger.lines();
        Filter filter = Filter.of(client.filter);
        return lines.subList(client.start, lines.size()).stream()
                .filter(line -> filter == null || filter.matches(Json.ofCanonical(line)))
                .map(line -> client.details ? rig.ledger.details(line) : line)
                .toList();
    }
}
