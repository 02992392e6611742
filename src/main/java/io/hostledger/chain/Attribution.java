package io.hostledger.chain;

import org.jspecify.annotations.Nullable;

/** Who did it, and under which ids: the members that both blocks of a change have alike. */
public record Attribution(
        String actor,
        ActorSource source,
        @Nullable String onBehalfOf,
        @Nullable String changeId,
        @Nullable String correlationId) {

    /** What the service does of its own accord. */
    public static final Attribution SERVICE = new Attribution("hostledger", ActorSource.SERVICE, null, null, null);

    public static Attribution asserted(String actor, @Nullable String changeId, @Nullable String correlationId) {
        return new Attribution(actor, ActorSource.ASSERTED, null, changeId, correlationId);
    }
}
