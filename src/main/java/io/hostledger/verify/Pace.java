package io.hostledger.verify;

import java.util.function.BooleanSupplier;

/** How fast a verification goes on beside other work. Asked by its one thread. */
@FunctionalInterface
public interface Pace {
    /** How long to rest, in nanoseconds, after so many bytes were read and checked in so many nanoseconds. */
    long rest(long bytes, long nanos);

    /** At most so many bytes in a second. */
    static Pace upTo(long bytesPerSecond) {
        return (bytes, nanos) -> Math.max(0, (long) (bytes * 1e9 / bytesPerSecond) - nanos);
    }

    /** As fast as the slower of two. */
    static Pace slower(Pace one, Pace other) {
        return (bytes, nanos) -> Math.max(one.rest(bytes, nanos), other.rest(bytes, nanos));
    }

    /** As fast as can be while nobody else is busy, else a part of the time: one of {@code parts}. */
    static Pace courteous(BooleanSupplier busy, int parts) {
        return (bytes, nanos) -> busy.getAsBoolean() ? nanos * (parts - 1) : 0;
    }
}
