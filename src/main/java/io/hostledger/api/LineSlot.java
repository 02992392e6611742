package io.hostledger.api;

import org.jspecify.annotations.Nullable;

/** A line on its way to its answer. */
final class LineSlot {
    /** From 0, among the lines that are not blank. */
    final long index;
    /** Of the line. */
    final int bytes;

    /** Null until it is known; set by any thread. */
    volatile @Nullable LineAnswer answer;

    LineSlot(long index, int bytes) {
        this.index = index;
        this.bytes = bytes;
    }
}
