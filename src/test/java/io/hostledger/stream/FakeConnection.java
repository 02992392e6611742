package io.hostledger.stream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A connection whose other side reads when it is told to, and may be cut at any byte. */
final class FakeConnection implements Sink {
    private final EventReader reader;
    private byte[] waiting = new byte[0];
    private int limit = Integer.MAX_VALUE;
    private boolean reads = true;
    private boolean cut;
    boolean ended;
    boolean aborted;
    int writes;

    /** Thrown by each write. */
    @Nullable
    Error fault;

    @Nullable
    Subscriber subscriber;

    FakeConnection(EventReader reader) {
        this.reader = reader;
    }

    @Override
    public void write(byte[] bytes, int from, int to) {
        if (ended || aborted) {
            throw new AssertionError("written behind the end");
        }
        writes++;
        if (fault != null) {
            throw fault;
        }
        if (cut) {
            return;
        }
        if (reads) {
            reader.read(bytes, from, to);
            return;
        }
        byte[] more = new byte[waiting.length + to - from];
        System.arraycopy(waiting, 0, more, 0, waiting.length);
        System.arraycopy(bytes, from, more, waiting.length, to - from);
        waiting = more;
    }

    @Override
    public boolean full() {
        return waiting.length >= limit;
    }

    @Override
    public void limit(int bytes) {
        limit = bytes;
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    int waiting() {
        return waiting.length;
    }

    void stopReading() {
        reads = false;
    }

    /** The other side takes so many bytes of what waits, and all that comes if it takes the last. */
    void take(int bytes) {
        int taken = Math.min(bytes, waiting.length);
        reader.read(waiting, 0, taken);
        waiting = Arrays.copyOfRange(waiting, taken, waiting.length);
        reads = waiting.length == 0;
        if (!full() && subscriber != null) {
            subscriber.drained();
        }
    }

    /** The connection breaks: what waits is lost. */
    void cut() {
        cut = true;
        waiting = new byte[0];
        reader.cut();
        if (subscriber != null) {
            subscriber.gone();
        }
    }
}
