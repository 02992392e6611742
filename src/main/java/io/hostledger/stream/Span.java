package io.hostledger.stream;

import io.hostledger.chain.Json;
import io.hostledger.disk.LineCursor;
import io.hostledger.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/** A line without its newline, {@code bytes[from, to)}, which nobody writes to. */
record Span(byte[] bytes, int from, int to) {
    static final Span NONE = new Span(new byte[0], 0, 0);

    static Span of(Outcome.@Nullable Block block) {
        return block == null ? NONE : new Span(block.bytes(), block.from(), block.to());
    }

    /** The line that a cursor stands on; until it moves. */
    static Span of(LineCursor line) {
        return new Span(line.array(), line.from(), line.to());
    }

    int length() {
        return to - from;
    }

    Json json() {
        return Json.ofCanonical(bytes, from, to);
    }
}
