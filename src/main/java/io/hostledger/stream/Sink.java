package io.hostledger.stream;

/** Where a subscriber's events go: one connection. Used on its event loop alone. */
public interface Sink {
    /** Sends {@code bytes[from, to)}, which nobody writes to any more. */
    void write(byte[] bytes, int from, int to);

    /** Whether so much waits to go out that no more should be written until {@link Subscriber#drained}. */
    boolean full();

    /** How many bytes may wait before it counts as full. */
    void limit(int bytes);

    /** Ends the stream in order, behind what was written. */
    void end();

    /** Cuts the connection, so that the other side sees that the stream is not whole. */
    void abort();
}
