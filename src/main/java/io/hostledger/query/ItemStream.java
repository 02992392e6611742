package io.hostledger.query;

import io.hostledger.chain.JsonWriter;
import java.io.IOException;

/** The items of an answer, one after another, in constant memory. Calls block. One thread's at a time. */
public interface ItemStream extends AutoCloseable {
    /** Appends the next item, one line of JSON without its newline; false, having written nothing, behind the last one. */
    boolean next(JsonWriter out) throws IOException;

    /** The place behind the item that was written last, from which the same question can be read on. */
    String position();

    @Override
    void close() throws IOException;
}
