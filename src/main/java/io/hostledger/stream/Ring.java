package io.hostledger.stream;

import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Published;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The newest blocks, encoded. The publisher adds; any thread reads. */
final class Ring {
    private static final Chunk[] NONE = {};

    private final int capacity;
    private final boolean details;
    private volatile Chunk[] chunks = NONE;
    /** Owned by the publisher. */
    private long bytes;

    private long next;

    /** @param capacity in bytes, of which the newest block alone may be more */
    Ring(int capacity, boolean details) {
        this.capacity = capacity;
        this.details = details;
    }

    void add(Published batch) {
        long offset = batch.now().length();
        for (Published.Line line : batch.lines()) {
            offset -= length(line.central()) + 1;
        }
        for (Published.Line line : batch.lines()) {
            if (line.central().height() != next) {
                clear();
            }
            add(line, offset);
            offset += length(line.central()) + 1;
            next = line.central().height() + 1;
        }
    }

    private void add(Published.Line line, long offset) {
        Span central = Span.of(line.central());
        Span element = details ? Span.of(line.element()) : Span.NONE;
        Chunk[] now = chunks;
        if (now.length > 0 && now[now.length - 1].add(line.central().head(), central, element)) {
            return;
        }
        int need = Frames.maxLength(central.length(), element.length());
        Chunk fresh = new Chunk(line.central().height(), offset, need, details);
        if (!fresh.add(line.central().head(), central, element)) {
            throw new IllegalStateException("no room in a fresh chunk for " + need + " bytes");
        }
        bytes += fresh.size;
        int gone = 0;
        while (gone < now.length && bytes > capacity) {
            bytes -= now[gone++].size;
        }
        Chunk[] then = Arrays.copyOfRange(now, gone, now.length + 1);
        then[then.length - 1] = fresh;
        chunks = then;
    }

    /** Forgets everything. For the publisher. */
    void clear() {
        chunks = NONE;
        bytes = 0;
    }

    boolean isEmpty() {
        return chunks.length == 0;
    }

    /** The chunk that has the block of a height; null if it is too old or yet to come. */
    @Nullable
    Chunk find(long height) {
        Chunk[] now = chunks;
        int from = 0;
        int to = now.length;
        while (from < to) {
            int mid = (from + to) >>> 1;
            if (now[mid].firstHeight <= height) {
                from = mid + 1;
            } else {
                to = mid;
            }
        }
        if (from == 0) {
            return null;
        }
        Chunk chunk = now[from - 1];
        return height - chunk.firstHeight < chunk.count() ? chunk : null;
    }

    private static int length(Outcome.Block block) {
        return block.to() - block.from();
    }
}
