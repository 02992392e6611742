package io.hostledger.stream;

import io.hostledger.chain.Json;
import java.util.BitSet;

/**
 * What a filter says of the newest blocks, so that it is asked once a block, however many
 * subscribers have it. For any thread.
 */
final class Verdicts {
    /** How many heights are remembered: more than a subscriber in the ring is usually behind. */
    private static final int WINDOW = 1_024;

    private final Filter filter;
    private final BitSet wanted = new BitSet();
    /** The heights known are {@code [from, to)}. */
    private long from;

    private long to;
    /** How many subscribers have the filter; guarded by the feed's map. */
    int holders;

    private long asked;

    Verdicts(Filter filter) {
        this.filter = filter;
    }

    /** How often the filter was asked. */
    synchronized long asked() {
        return asked;
    }

    Filter filter() {
        return filter;
    }

    synchronized boolean wants(long height, Chunk chunk) {
        int bit = (int) (height % WINDOW);
        if (height >= from && height < to) {
            return wanted.get(bit);
        }
        asked++;
        Json line = chunk.line((int) (height - chunk.firstHeight));
        boolean wants = filter.matches(line);
        if (height >= to) {
            from = height == to ? Math.max(from, to + 1 - WINDOW) : height;
            to = height + 1;
            wanted.set(bit, wants);
        }
        return wants;
    }
}
