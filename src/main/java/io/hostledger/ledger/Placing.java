package io.hostledger.ledger;

import io.hostledger.chain.Head;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes places in the central order and hands them to the appender with what goes there. Every place
 * that is taken is handed on, whatever happens: the appender waits for each. Safe for several threads.
 *
 * @param made called when what goes to a place is made, before it is handed on
 */
record Placing(Sequencer sequencer, Appender appender, Runnable made) {
    /**
     * What goes to a place.
     *
     * @param blocks at adjacent central heights; none where only the answer has to wait for its turn
     * @param published tells the caller, once the blocks and all before them are visible
     */
    record Content(List<Pending> blocks, Runnable published) {}

    /** The same, with somebody who follows what is made. */
    Placing followed(Runnable by) {
        return new Placing(sequencer, appender, by);
    }

    /** Makes what goes to a place; {@code durable} is the last central block known to be, null while there is none. */
    interface Making {
        Content at(Sequencer.Place place, @Nullable Head durable);
    }

    /**
     * Puts what is made for the next place there.
     *
     * @param epoch in which it was asked for: once what it may rest on has failed, it is refused
     * @param named whether it was asked for under a change_id
     * @param making what it throws is thrown on, and must leave the heads of elements as they were
     */
    void put(int epoch, boolean named, Making making, Consumer<Refusal> refused) {
        Sequencer.Place place = sequencer.take();
        Content content;
        try {
            content = making.at(place, appender.durable());
        } catch (RuntimeException | Error e) {
            appender.put(new Slot(place.number(), epoch, named, appender.now(), List.of(), () -> {}, why -> {}));
            throw e;
        }
        try {
            made.run();
        } finally {
            appender.put(new Slot(
                    place.number(), epoch, named, appender.now(), content.blocks(), content.published(), refused));
        }
    }

    /** Has the caller told in its turn, with nothing to be written: the answer may rest on what is not durable yet. */
    void putEmpty(int epoch, boolean named, Runnable published, Consumer<Refusal> refused) {
        put(epoch, named, (place, durable) -> new Content(List.of(), published), refused);
    }
}
