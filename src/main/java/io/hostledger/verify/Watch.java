package io.hostledger.verify;

/** Whoever has an eye on a running verification, and may slow it down or end it. Called by all of its threads. */
public interface Watch {
    Watch NONE = new Watch() {};

    /** Called about once a megabyte of what is read, one call at a time. */
    default void progress(Progress progress) {}

    /** Called after at most about a megabyte was read and checked; may wait, to go on at a slower pace. */
    default void pace(long bytes) {}

    /** Whether to end: the verification then throws a {@link java.util.concurrent.CancellationException}. */
    default boolean cancelled() {
        return false;
    }
}
