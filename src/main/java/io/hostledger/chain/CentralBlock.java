package io.hostledger.chain;

import org.jspecify.annotations.Nullable;

/**
 * A block of the central ledger, as read from its line.
 *
 * @param timestamp microseconds since 1970
 * @param element which element's block it answers to; null for any other event
 * @param payload of any other event; null for an element's
 */
public record CentralBlock(
        long height,
        Hash prevHash,
        long timestamp,
        String category,
        String action,
        Attribution by,
        @Nullable ElementRef element,
        @Nullable Json payload,
        Hash hash) {

    public static final String ELEMENT_MODIFICATION = "element_modification";
    /** The category of the service's own blocks. */
    public static final String LEDGER = "ledger";

    public static final String LEGACY_ADOPTED = "legacy_adopted";

    /** The element block that a central block names. {@code prevHash} is there exactly when its height is above 0. */
    public record ElementRef(
            String id,
            String type,
            long height,
            Hash hash,
            @Nullable Hash prevHash) {}

    public Head head() {
        return new Head(height, hash);
    }
}
