package io.hostledger.ledger;

/** Whether the ledger takes changes. */
public sealed interface Standing {
    /** Recovery is going on. */
    record Recovering() implements Standing {}

    /** Changes are taken. */
    record Open() implements Standing {}

    /** No changes are taken until the reason, a sentence for the operator, is gone; reads go on. */
    record ReadOnly(String reason, boolean noSpace) implements Standing {}

    /** Changes that were taken are being finished, no more are taken. */
    record Closing() implements Standing {}

    record Closed() implements Standing {}
}
