package io.hostledger.ledger;

import io.hostledger.chain.Hash;

/** A caller's precondition on an element's head. */
public sealed interface Expected {
    /** The element has no block at all. */
    record NoBlock() implements Expected {}

    /** The element's last block has this hash. */
    record HeadIs(Hash hash) implements Expected {}
}
