package io.hostledger.chain;

import org.jspecify.annotations.Nullable;

/** Who vouches for the actor of a block. */
public enum ActorSource {
    /** The caller said so. */
    ASSERTED("asserted"),
    /** The service knows who called. */
    AUTHENTICATED("authenticated"),
    /** The service itself acted. */
    SERVICE("service");

    private final String text;

    ActorSource(String text) {
        this.text = text;
    }

    /** As it stands in a block. */
    public String text() {
        return text;
    }

    public static @Nullable ActorSource of(String text) {
        for (ActorSource source : values()) {
            if (source.text.equals(text)) {
                return source;
            }
        }
        return null;
    }
}
