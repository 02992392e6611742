package io.hostledger.stream;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import java.util.Objects;

/**
 * Adjacent blocks as events, one behind another in one buffer that all subscribers share. One thread
 * adds frames at its end; others see the first {@link #count()}, which no longer change.
 */
final class Chunk {
    static final int BYTES = 64 * 1024;
    /** No central line with its id is shorter. */
    private static final int MIN_FRAME = 256;

    final long firstHeight;
    final int size;
    private final long offset;
    private final JsonWriter out;
    private final boolean details;
    private final int[] idEnds;
    private final int[] lineLengths;
    private final int[] ends;
    private final int[] behind;
    private volatile int count;

    /**
     * @param offset where the first line starts in {@code ledger.jsonl}
     * @param firstFrame the most that the first frame may need, bytes
     * @param details whether the frames hold both lines of a change
     */
    Chunk(long firstHeight, long offset, int firstFrame, boolean details) {
        this.firstHeight = firstHeight;
        this.offset = offset;
        this.details = details;
        this.size = Math.max(BYTES, firstFrame);
        this.out = new JsonWriter(size);
        int frames = BYTES / MIN_FRAME;
        this.idEnds = new int[frames];
        this.lineLengths = new int[frames];
        this.ends = new int[frames];
        this.behind = new int[frames];
    }

    /** Adds the next block; false, with nothing done, if there is no room. */
    boolean add(Head head, Span central, Span element) {
        int i = count;
        if (i == ends.length || size - out.length() < Frames.maxLength(central.length(), element.length())) {
            return false;
        }
        idEnds[i] = Frames.id(out, head).length();
        if (details) {
            Frames.details(out, central, element);
        } else {
            Frames.data(out, central);
        }
        lineLengths[i] = central.length();
        ends[i] = out.length();
        behind[i] = (i == 0 ? 0 : behind[i - 1]) + central.length() + 1;
        count = i + 1;
        return true;
    }

    int count() {
        return count;
    }

    /** The buffer in which the frames stand. */
    byte[] bytes() {
        return out.array();
    }

    int frameFrom(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    int frameTo(int i) {
        return ends[i];
    }

    /** Where the id of a frame ends, behind its newline; it starts the frame. */
    int idTo(int i) {
        return idEnds[i];
    }

    Head head(int i) {
        Hash hash = Hash.parse(bytes(), idEnds[i] - 1 - Hash.HEX_LENGTH, idEnds[i] - 1);
        return new Head(firstHeight + i, Objects.requireNonNull(hash));
    }

    Json line(int i) {
        int from = idEnds[i] + Frames.lineAt(details);
        return Json.ofCanonical(bytes(), from, from + lineLengths[i]);
    }

    /** Where the line behind a frame's line starts in {@code ledger.jsonl}. */
    long offsetBehind(int i) {
        return offset + behind[i];
    }
}
