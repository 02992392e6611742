package io.hostledger.query;

import org.jspecify.annotations.Nullable;

/**
 * Which elements are looked for.
 *
 * @param type their {@code element_type}
 * @param prefix what their ids begin with
 * @param deleted whether they are deleted; null: either
 */
public record ElementFilter(
        @Nullable String type,
        @Nullable String prefix,
        @Nullable Boolean deleted) {}
