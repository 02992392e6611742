package io.hostledger.stream;

import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.Files;
import io.hostledger.ledger.Published;
import io.hostledger.ledger.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The live stream: is told of new blocks, and sends every subscriber each block once, in height order. */
public final class LiveFeed implements Published.Listener {
    private static final Logger LOG = Logger.getLogger(LiveFeed.class.getName());
    private static final long QUIET_NANOS = 60_000_000_000L;
    /** So long new blocks are kept at hand when nobody is left: who lost the connection comes back soon. */
    private static final long LINGER_NANOS = 60_000_000_000L;

    private final Supplier<Visible> visible;
    private final Executor readers;
    private final StreamLimits limits;
    private final LongSupplier nanoTime;
    private final Places places;
    private final CatchUp catchUp;
    /** Filled while there is anybody, and for {@link #LINGER_NANOS} more. */
    private final Ring plain;
    /** Filled while anybody asks for details. */
    private final Ring detailed;

    private final Map<EventLoop, LoopMembers> loops = new ConcurrentHashMap<>();
    private final Map<Filter, Verdicts> verdicts = new ConcurrentHashMap<>();
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger wantDetails = new AtomicInteger();
    private final LongAdder bytes = new LongAdder();
    /** By {@code nanoTime}, when the last subscriber so far left; null: none has. */
    private volatile @Nullable Long left;

    /** As last told; written by the publisher alone. */
    private volatile Visible told;

    /** By {@code nanoTime}; null: never. */
    private @Nullable Long unreadableSaid;

    private volatile boolean closed;

    /**
     * @param visible how far readers see
     * @param readers run what blocks
     */
    public LiveFeed(
            Supplier<Visible> visible,
            Files files,
            ElementTypes types,
            Executor readers,
            LongSupplier nanoTime,
            StreamLimits limits) {
        this.visible = visible;
        this.readers = readers;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.plain = new Ring(limits.ringBytes(), false);
        this.detailed = new Ring(limits.ringBytes(), true);
        this.places = new Places(files, plain);
        this.catchUp = new CatchUp(files, new ElementLines(files, types));
        this.told = visible.get();
    }

    @Override
    public void published(Published blocks) {
        try {
            keep(plain, isWatched(), blocks);
            keep(detailed, wantDetails.get() > 0, blocks);
        } catch (RuntimeException | OutOfMemoryError e) {
            // No trouble of the stream is the writer's: what is not in memory is read from disk.
            plain.clear();
            detailed.clear();
            LOG.log(Level.SEVERE, "New blocks are not kept in memory", e);
        }
        told = blocks.now();
        for (LoopMembers loop : loops.values()) {
            loop.wake();
        }
    }

    private boolean isWatched() {
        Long since = left;
        return count.get() > 0 || since != null && nanoTime.getAsLong() - since < LINGER_NANOS;
    }

    private static void keep(Ring ring, boolean wanted, Published blocks) {
        if (wanted) {
            ring.add(blocks);
        } else if (!ring.isEmpty()) {
            ring.clear();
        }
    }

    /** Where a subscriber starts; fails with an {@link IOException} if the ledger cannot be read. */
    public CompletionStage<Place> locate(Start start) {
        // The ledger may answer a caller, who then asks here, before it tells of the block.
        Visible now = visible.get();
        Visible upTo = now.height() >= told.height() ? now : told;
        Place known = places.inMemory(start, upTo);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<Place> found = new CompletableFuture<>();
        try {
            readers.execute(() -> {
                try {
                    found.complete(places.onDisk(start, upTo));
                } catch (IOException | RuntimeException | Error e) {
                    found.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            found.completeExceptionally(new IOException("the stream is closing", e));
        }
        return found;
    }

    /**
     * Starts to send. Called on the event loop.
     *
     * @param filter null for every block
     * @param details whether element lines are wanted too
     */
    public Subscriber subscribe(
            Place.Found from, @Nullable Filter filter, boolean details, Sink sink, EventLoop eventLoop) {
        LoopMembers loop = loops.computeIfAbsent(
                eventLoop,
                it -> new LoopMembers(it, nanoTime, limits.keepAlive().toMillis()));
        Verdicts shared = filter == null ? null : verdicts.compute(filter, LiveFeed::held);
        if (details) {
            wantDetails.incrementAndGet();
        }
        Subscriber subscriber = new Subscriber(this, loop, sink, details ? detailed : plain, shared, details, from);
        subscribers.add(subscriber);
        count.incrementAndGet();
        loop.add(subscriber);
        subscriber.open(from);
        if (closed) {
            subscriber.finish();
        }
        return subscriber;
    }

    private static Verdicts held(Filter filter, @Nullable Verdicts known) {
        Verdicts verdicts = known == null ? new Verdicts(filter) : known;
        verdicts.holders++;
        return verdicts;
    }

    /** Forgets a subscriber. On its event loop, once. */
    void left(Subscriber subscriber) {
        subscriber.loop().remove(subscriber);
        subscribers.remove(subscriber);
        left = nanoTime.getAsLong();
        count.decrementAndGet();
        if (subscriber.details()) {
            wantDetails.decrementAndGet();
        }
        Verdicts shared = subscriber.verdicts();
        if (shared != null) {
            verdicts.computeIfPresent(shared.filter(), (filter, it) -> --it.holders == 0 ? null : it);
        }
    }

    /** Reads on for a subscriber, and hands it what was read on its event loop. */
    void read(Subscriber subscriber, int share) {
        EventLoop loop = subscriber.loop().loop();
        long end = told.length();
        try {
            readers.execute(() -> {
                CatchUp.Batch batch = null;
                try {
                    batch = subscriber.readOn(catchUp, end, share);
                } catch (IOException | RuntimeException | Error e) {
                    unreadable(e);
                }
                CatchUp.Batch read = batch;
                loop.execute(() -> subscriber.deliver(read));
            });
        } catch (RejectedExecutionException e) {
            loop.execute(() -> subscriber.deliver(null));
        }
    }

    /** Says so once a minute: who is cut comes again, and is cut again. */
    private synchronized void unreadable(Throwable fault) {
        long now = nanoTime.getAsLong();
        if (unreadableSaid == null || now - unreadableSaid >= QUIET_NANOS) {
            unreadableSaid = now;
            LOG.log(Level.SEVERE, "Streams are cut: the ledger cannot be read", fault);
        }
    }

    /** Ends all streams in order, each behind the last id that it was sent; new ones end at once. */
    public CompletionStage<Void> close() {
        closed = true;
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (LoopMembers loop : loops.values()) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            ends.add(end);
            loop.loop().execute(() -> loop.finish(() -> end.complete(null)));
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    /** Height behind the newest block that was told. */
    long next() {
        return told.height() + 1;
    }

    int share() {
        return limits.share(count.get());
    }

    void sent(int more) {
        bytes.add(more);
    }

    /** How often a filter that somebody has was asked of blocks in memory. */
    long asked(Filter filter) {
        Verdicts shared = verdicts.get(filter);
        return shared == null ? 0 : shared.asked();
    }

    /** How many subscribers there are. */
    public int subscribers() {
        return count.get();
    }

    /** How many blocks the slowest subscriber is behind. */
    public long lag() {
        long next = next();
        long lag = 0;
        for (Subscriber subscriber : subscribers) {
            lag = Math.max(lag, next - subscriber.height());
        }
        return lag;
    }

    /** How many bytes were sent since the start. */
    public long bytesSent() {
        return bytes.sum();
    }
}
