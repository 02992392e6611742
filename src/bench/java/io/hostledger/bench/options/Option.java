package io.hostledger.bench.options;

import io.hostledger.bench.MadeChanges.Made;
import io.hostledger.chain.ElementId;
import java.io.IOException;

/**
 * A way to keep the changes of a host's elements. It is filled, then opened, then asked and written to.
 * What it counts is compared with what the other options count.
 */
interface Option extends AutoCloseable {
    /** Adds a change behind those before, and syncs nothing. Called by one thread, before {@link #open}. */
    void fill(Made change) throws IOException;

    void open() throws Exception;

    /** Adds a change, and returns when it is durable. Called by many threads; an element's changes by one. */
    void write(Made change) throws IOException;

    /** Reads what says who changed which element in {@code [since, until)}, microseconds since 1970; how many blocks. */
    long changed(long since, long until) throws IOException;

    /** Reads all blocks of an element, with their states; how many. */
    long history(ElementId element) throws IOException;

    /**
     * Hashes all that must be hashed again to know that no block of an element was altered; how many
     * blocks of the element there are.
     */
    long verify(ElementId element) throws IOException;

    @Override
    void close() throws IOException;
}
