package io.hostledger.stream;

import io.hostledger.chain.ElementTypes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** A feed of a ledger made up from a seed, with everything run by hand. */
final class Rig {
    static final StreamLimits SMALL = new StreamLimits(256 * 1024, 64 * 1024, Duration.ofSeconds(15), 100, 100);

    final SampleLedger ledger;
    final ManualLoop loop = new ManualLoop();
    final Queue<Runnable> reads = new ArrayDeque<>();
    final LiveFeed feed;

    Rig(SampleLedger ledger, StreamLimits limits) {
        this.ledger = ledger;
        this.feed = new LiveFeed(
                ledger::visible, ledger.files, ElementTypes.standard(), reads::add, loop::nanoTime, limits);
    }

    Rig(RandomGenerator random) {
        this(new SampleLedger(random), SMALL);
    }

    void publish(int blocks) {
        feed.published(ledger.grow(blocks));
    }

    Place locate(Start start) {
        CompletionStage<Place> place = feed.locate(start);
        while (!place.toCompletableFuture().isDone()) {
            reads.remove().run();
        }
        return place.toCompletableFuture().join();
    }

    FakeConnection connect(EventReader reader, Start start, Map<String, String> filter, boolean details) {
        FakeConnection connection = new FakeConnection(reader);
        Place.Found from = (Place.Found) locate(start);
        connection.subscriber = feed.subscribe(from, Filter.of(filter), details, connection, loop);
        return connection;
    }

    FakeConnection connect(EventReader reader, Start start) {
        return connect(reader, start, Map.of(), false);
    }

    /** Runs everything that there is to do at this time. */
    void settle() {
        boolean more = true;
        while (more) {
            loop.runAll();
            Runnable read = reads.poll();
            more = read != null;
            if (read != null) {
                read.run();
            }
        }
    }
}
