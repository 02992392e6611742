package io.hostledger.api;

import io.hostledger.chain.Rfc3339;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times of requests as microseconds since 1970. */
final class Times {
    private Times() {}

    /** The start of a window; {@link Long#MIN_VALUE} if none is given. */
    static long since(Parameters parameters) {
        Instant since = parameters.time("since");
        return since == null ? Long.MIN_VALUE : Rfc3339.microsNotBefore(since);
    }

    /** The end of a window, which does not count in; {@link Long#MAX_VALUE} if none is given. */
    static long until(Parameters parameters, long since) {
        Instant until = parameters.time("until");
        long end = until == null ? Long.MAX_VALUE : Rfc3339.microsNotBefore(until);
        if (until != null && end < since) {
            parameters.refuse("until", "the window ends before it begins");
        }
        return end;
    }

    /** The moment that {@code at}, {@code from} or {@code to} names; null if it is not given. */
    static @Nullable Long moment(Parameters parameters, String name) {
        Instant moment = parameters.time(name);
        return moment == null ? null : Rfc3339.micros(moment);
    }
}
