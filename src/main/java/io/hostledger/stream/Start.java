package io.hostledger.stream;

import io.hostledger.chain.Head;

/** Where a subscriber asks to start. */
public sealed interface Start {
    /** With the next block that there will be. */
    record Live() implements Start {}

    /** Behind a block that is remembered by its id. */
    record Behind(Head id) implements Start {}

    /** At a height; below the first block: at the first. */
    record At(long height) implements Start {}
}
