package io.hostledger.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The subscribers on one event loop. They are woken together, in rounds: a round of many is cut into
 * slices, so that other work of the loop comes in between, and followed by a rest in which blocks
 * collect, since what a write costs is hardly more for ten blocks than for one. Everything but
 * {@link #wake} happens on the loop.
 */
final class LoopMembers {
    /** How many subscribers are woken at a stretch: about a millisecond's work. */
    private static final int SLICE = 64;

    private static final long MILLI = 1_000_000;
    /** For each subscriber, nanoseconds: some times of what a write to it takes. A few get no rest. */
    private static final long REST = 50_000;

    private static final long LONGEST_REST = 20 * MILLI;
    /** Into how many parts a keep-alive's time is divided, each with a part of the subscribers. */
    private static final int TICKS = 16;

    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final List<Subscriber> members = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private boolean running;
    private boolean again;
    private long restsUntil;
    private final long tickMillis;
    private boolean ticking;
    private int tick;
    private int turns;

    LoopMembers(EventLoop loop, LongSupplier nanoTime, long keepAliveMillis) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.restsUntil = nanoTime.getAsLong();
        this.tickMillis = Math.max(1, keepAliveMillis / TICKS);
    }

    EventLoop loop() {
        return loop;
    }

    void add(Subscriber subscriber) {
        subscriber.slot = members.size();
        members.add(subscriber);
        if (!ticking) {
            ticking = true;
            loop.later(tickMillis, this::tick);
        }
    }

    /** The next subscriber's turn for keep-alives. */
    int nextTurn() {
        turns = (turns + 1) % TICKS;
        return turns;
    }

    void remove(Subscriber subscriber) {
        Subscriber last = members.removeLast();
        if (last != subscriber) {
            members.set(subscriber.slot, last);
            last.slot = subscriber.slot;
        }
    }

    /** There are new blocks. For any thread; costs next to nothing while a round is due. */
    void wake() {
        if (!woken.get() && !woken.getAndSet(true)) {
            loop.execute(this::begin);
        }
    }

    private void begin() {
        if (running) {
            again = true;
            return;
        }
        long rest = restsUntil - nanoTime.getAsLong();
        if (rest >= MILLI) {
            loop.later(rest / MILLI, this::begin);
            return;
        }
        running = true;
        woken.set(false);
        each(Subscriber::wake, members.size(), this::end);
    }

    private void end() {
        running = false;
        restsUntil = nanoTime.getAsLong() + Math.min(members.size() * REST, LONGEST_REST);
        if (again) {
            again = false;
            begin();
        }
    }

    /** From the last to the first, so that a removal, which moves the last one down, leaves nobody out. */
    private void each(Consumer<Subscriber> what, int count, Runnable then) {
        int left = Math.min(count, members.size());
        int stop = Math.max(0, left - SLICE);
        while (left > stop) {
            left = Math.min(left, members.size()) - 1;
            if (left >= 0) {
                Subscriber subscriber = members.get(left);
                try {
                    what.accept(subscriber);
                } catch (RuntimeException | Error e) {
                    subscriber.fail(e);
                }
            }
        }
        if (left <= 0) {
            then.run();
        } else {
            int rest = left;
            loop.execute(() -> each(what, rest, then));
        }
    }

    private void tick() {
        ticking = !members.isEmpty();
        if (!ticking) {
            return;
        }
        loop.later(tickMillis, this::tick);
        tick = (tick + 1) % TICKS;
        int turn = tick;
        each(subscriber -> subscriber.tick(turn), members.size(), () -> {});
    }

    /** Ends all streams. */
    void finish(Runnable then) {
        each(Subscriber::finish, members.size(), then);
    }
}
