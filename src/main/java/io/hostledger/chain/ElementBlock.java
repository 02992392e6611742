package io.hostledger.chain;

import org.jspecify.annotations.Nullable;

/**
 * A block of an element's chain, as read from its line.
 *
 * @param timestamp microseconds since 1970
 * @param state an object, or JSON null where the element is deleted
 * @param changes the array of differences to the state before
 * @param rolledBackTo the height whose state this block took up again
 * @param centralHead a central block that was durable when this one was made
 * @param centralHeight {@code central_ledger_block}: the central block of the same change
 */
public record ElementBlock(
        String elementId,
        long height,
        Hash prevHash,
        long timestamp,
        String modificationType,
        Json state,
        Json changes,
        Attribution by,
        @Nullable String reason,
        @Nullable Long rolledBackTo,
        @Nullable Head centralHead,
        long centralHeight,
        Hash hash) {

    public boolean deleted() {
        return state.isNull();
    }
}
