package io.hostledger.query;

import io.hostledger.chain.JsonWriter;
import java.io.IOException;

/** The items of an answer, one after another, in constant memory. Calls block. One thread's at a time. */
public interface ItemStream extends AutoCloseable {
    /** So many lines are read in about a tenth of a second. */
    int PIECE = 100_000;

    /**
     * Appends the next item, one line of JSON without its newline; false, having written nothing, behind the last one,
     * or where it has {@link #paused}.
     */
    boolean next(JsonWriter out) throws IOException;

    /** The place behind the item that was written last, or where it has paused, from which the same question can be read on. */
    String position();

    /** Has it pause whenever it has looked at about so many lines that are none of the answer's; without, it never does. */
    default void pauseAfter(int lines) {
        // What looks at nothing in vain needs no pause.
    }

    /** Whether the last call of {@link #next} found nothing yet: the next one looks on. */
    default boolean paused() {
        return false;
    }

    @Override
    void close() throws IOException;
}
