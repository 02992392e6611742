package io.hostledger.api;

import java.util.concurrent.Callable;

/**
 * What the lists of one form that are on their way, pages or NDJSON, may take of the heap together,
 * however slowly they are read: an eighth of it, so that neither form takes the other's. Each takes its
 * share before it reads, and gives it back when it is out. Safe for many threads.
 */
final class AnswerMemory {
    private static final int HEAP_PARTS = 8;
    /** Of the heap, for each list that is being read: an item is counted only when it has been read. */
    private static final int READER_BYTES = 64 << 20;

    private static final int LEAST_READERS = 2;
    private static final int MOST_READERS = 16;
    private static final int MOST_WAITING = 64;

    private final long bytes;
    private final Turns readers;
    private long taken;

    AnswerMemory() {
        this(Runtime.getRuntime().maxMemory() / HEAP_PARTS);
    }

    /** @param bytes for all shares together */
    AnswerMemory(long bytes) {
        this.bytes = bytes;
        int most = (int) Math.clamp(bytes * HEAP_PARTS / READER_BYTES, LEAST_READERS, MOST_READERS);
        this.readers = new Turns(most, MOST_WAITING, "as many lists as may be are being read");
    }

    /** Bytes for all shares together. */
    long bytes() {
        return bytes;
    }

    synchronized long taken() {
        return taken;
    }

    /** @throws Fault if there is no room for it */
    Share take(long first) {
        Share share = new Share();
        if (!share.grow(first)) {
            throw full();
        }
        return share;
    }

    static Fault full() {
        return new Fault(ProblemType.OVERLOADED, "the answers on their way take as much memory as they may");
    }

    /** Reads a part of a list, when not too many others do. Blocks. */
    <T> T reading(Callable<T> read) throws Exception {
        return readers.take(read);
    }

    /** What one answer takes. */
    final class Share implements AutoCloseable {
        private long held;
        private boolean closed;

        /**
         * Takes as much, unless it has it already.
         *
         * @return false, and it keeps what it has, if there is no room. To a share that is the only one there
         *     always is, so that the largest item can be had; to one that is closed there never is.
         */
        boolean grow(long to) {
            synchronized (AnswerMemory.this) {
                boolean room = taken == held || taken - held + to <= bytes;
                if (closed || (to > held && !room)) {
                    return false;
                }
                taken += Math.max(0, to - held);
                held = Math.max(to, held);
                return true;
            }
        }

        /** Gives back what is more than this. */
        void shrink(long to) {
            synchronized (AnswerMemory.this) {
                long less = Math.min(to, held);
                taken += less - held;
                held = less;
            }
        }

        /** Gives all of it back; once is enough. */
        @Override
        public void close() {
            synchronized (AnswerMemory.this) {
                closed = true;
                taken -= held;
                held = 0;
            }
        }
    }
}
