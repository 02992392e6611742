package io.hostledger.query;

import io.hostledger.chain.Hash;

/** What is known of an element at a place or a time. */
public sealed interface ElementAnswer {
    /**
     * A block, or what it says.
     *
     * @param json the answer
     * @param hash of the block
     */
    record Found(byte[] json, Hash hash) implements ElementAnswer {}

    /** It has no block at all. */
    record NoElement() implements ElementAnswer {}

    /** Its first block is later than was asked for: made at {@code began}, microseconds since 1970. */
    record NotYet(long began) implements ElementAnswer {}

    /** Its last block, of height {@code head}, is below what was asked for. */
    record NoBlock(long head) implements ElementAnswer {}
}
