package io.hostledger.ledger;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;

/**
 * The last block of an element with its central block. The central part is written once, by the
 * appender when it seals the block, and read by it when it answers what rests on that.
 */
final class Tip {
    private final Head element;
    private long centralHeight = -1;
    private Hash centralHash = Hash.ZERO;

    Tip(Head element) {
        this.element = element;
    }

    Tip(Head element, Head central) {
        this(element);
        sealed(central);
    }

    void sealed(Head central) {
        centralHeight = central.height();
        centralHash = central.hash();
    }

    Head element() {
        return element;
    }

    Head central() {
        return new Head(centralHeight, centralHash);
    }
}
