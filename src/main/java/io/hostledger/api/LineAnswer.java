package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Head;
import io.hostledger.chain.JsonWriter;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Outcome.Block;
import org.jspecify.annotations.Nullable;

/** What became of one line of NDJSON, as it is told. Holds heads, not lines of blocks, which would keep whole batches in memory. */
sealed interface LineAnswer {
    /** The blocks of a change, new ones or those of the first answer to its change_id. */
    record Recorded(ElementId id, Head element, Head central) implements LineAnswer {}

    /** Nothing changed: the head's blocks. */
    record Unchanged(ElementId id, Head element, Head central) implements LineAnswer {}

    record Failed(Problem problem) implements LineAnswer {}

    static LineAnswer of(ElementId element, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed made -> {
                Block block = made.element();
                yield block == null
                        ? withoutElement()
                        : new Recorded(element, block.head(), made.central().head());
            }
            case Outcome.Repeated first -> recorded(element, first.element(), first.central());
            case Outcome.Unchanged head -> new Unchanged(element, head.element(), head.central());
            case Outcome.Refused refused -> new Failed(Problems.of(refused.why(), element));
        };
    }

    private static LineAnswer recorded(ElementId id, @Nullable Head element, Head central) {
        return element == null ? withoutElement() : new Recorded(id, element, central);
    }

    private static LineAnswer withoutElement() {
        return new Failed(Problems.unforeseenInEngine(new IllegalStateException("a change without an element block")));
    }

    /** Writes the line with its newline. */
    default void writeTo(JsonWriter out, long index) {
        switch (this) {
            case Recorded made ->
                heads(out, index, made.id(), made.element(), made.central()).ascii("}\n");
            case Unchanged head ->
                heads(out, index, head.id(), head.element(), head.central()).ascii(",\"unchanged\":true}\n");
            case Failed failed -> {
                out.ascii("{\"index\":").number(index).ascii(",\"problem\":");
                failed.problem().writeTo(out).ascii("}\n");
            }
        }
    }

    private static JsonWriter heads(JsonWriter out, long index, ElementId id, Head element, Head central) {
        return out.ascii("{\"central_hash\":\"")
                .hash(central.hash())
                .ascii("\",\"central_height\":")
                .number(central.height())
                .ascii(",\"element_hash\":\"")
                .hash(element.hash())
                .ascii("\",\"element_height\":")
                .number(element.height())
                .ascii(",\"element_id\":")
                .string(id.text())
                .ascii(",\"index\":")
                .number(index);
    }
}
