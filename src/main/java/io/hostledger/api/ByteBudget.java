package io.hostledger.api;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Bytes that many holders may have in memory together. A small holding is not counted, which costs the
 * usual request nothing. Any thread.
 */
final class ByteBudget {
    /** A holding of at most so many bytes is not counted. */
    static final int FREE = 16 << 10;

    private final LongSupplier most;
    private final AtomicLong counted = new AtomicLong();

    /** @param most bytes, asked for anew each time: the heap of the running program is not that of the one that built it */
    ByteBudget(LongSupplier most) {
        this.most = most;
    }

    /** @param parts into which the heap is thought to be cut; the budget is one of them */
    static ByteBudget ofHeap(int parts) {
        return new ByteBudget(() -> Runtime.getRuntime().maxMemory() / parts);
    }

    /** Whether a holder of {@code from} bytes may hold {@code to}, which then count. */
    boolean grow(int from, int to) {
        long more = counted(to) - counted(from);
        if (more > 0 && counted.addAndGet(more) > most.getAsLong()) {
            counted.addAndGet(-more);
            return false;
        }
        return true;
    }

    /** A holder of so many bytes holds nothing any more. */
    void release(int held) {
        counted.addAndGet(-counted(held));
    }

    long counted() {
        return counted.get();
    }

    private static long counted(int bytes) {
        return bytes <= FREE ? 0 : bytes;
    }

    /** What is said to whoever there is no room for. */
    static Problem problem() {
        return Problem.of(ProblemType.OVERLOADED, "as much is on its way as there is memory for; try again soon");
    }
}
