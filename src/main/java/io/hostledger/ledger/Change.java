package io.hostledger.ledger;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says an element is now.
 *
 * @param state an object, or JSON null for a deletion
 * @param action null to derive it from the states before and after
 * @param expected what the element's head must be; null where it does not matter
 */
public record Change(
        ElementId element,
        Json state,
        @Nullable String action,
        Attribution by,
        @Nullable String reason,
        @Nullable Expected expected) {}
