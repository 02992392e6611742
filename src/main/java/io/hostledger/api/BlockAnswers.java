package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Head;
import io.hostledger.chain.JsonWriter;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Outcome.Block;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that hold blocks: their lines, verbatim, run together. */
final class BlockAnswers {
    private static final String CENTRAL = "{\"central\":";
    private static final String ELEMENT = ",\"element\":";
    /** What answers that are read from the files begin with; they grow. */
    private static final int READ = 2_048;

    private final BlockSource blocks;

    BlockAnswers(BlockSource blocks) {
        this.blocks = blocks;
    }

    /** New blocks: {@code {central, element}}, or {@code {central}} for an event. */
    static Answer committed(@Nullable ElementId element, Outcome.Committed made) {
        Block block = made.element();
        int frame = CENTRAL.length() + (block == null ? 0 : ELEMENT.length()) + 1;
        JsonWriter out = new JsonWriter(frame + length(made.central()) + (block == null ? 0 : length(block)));
        write(out, made);
        return element == null || block == null
                ? Answer.json(201, out.finish())
                : named(201, out, element, block.head());
    }

    private static void write(JsonWriter out, Outcome.Committed made) {
        Block central = made.central();
        Block block = made.element();
        out.ascii(CENTRAL).raw(central.bytes(), central.from(), central.to());
        if (block != null) {
            out.ascii(ELEMENT).raw(block.bytes(), block.from(), block.to());
        }
        out.put('}');
    }

    private static int length(Block block) {
        return block.to() - block.from();
    }

    /** The head's blocks, where nothing changed. Blocks the caller. */
    Answer unchanged(ElementId element, Outcome.Unchanged head) throws IOException {
        JsonWriter out = new JsonWriter(READ);
        write(out, element, head);
        return named(200, out, element, head.element());
    }

    private void write(JsonWriter out, ElementId element, Outcome.Unchanged head) throws IOException {
        read(out, element, head.element(), head.central()).ascii(",\"unchanged\":true}");
    }

    /** The blocks of the first answer. Blocks the caller. */
    Answer repeated(@Nullable ElementId element, Outcome.Repeated first) throws IOException {
        JsonWriter out = new JsonWriter(READ);
        Head head = first.element();
        if (element == null || head == null) {
            out.ascii(CENTRAL).raw(blocks.central(first.central().height()));
            return Answer.json(200, out.put('}').finish());
        }
        return named(200, read(out, element, head, first.central()).put('}'), element, head);
    }

    /** The blocks of a set: {@code {items}}, each as the answer to the one change would be. Blocks the caller. */
    Answer set(List<Change> changes, List<Outcome> outcomes) throws IOException {
        JsonWriter out = new JsonWriter(READ).ascii("{\"items\":[");
        boolean made = false;
        for (int i = 0; i < outcomes.size(); i++) {
            ElementId element = changes.get(i).element();
            out.ascii(i == 0 ? "" : ",");
            switch (outcomes.get(i)) {
                case Outcome.Committed committed -> {
                    write(out, committed);
                    made = true;
                }
                case Outcome.Unchanged head -> write(out, element, head);
                case Outcome.Repeated first -> {
                    Head head = first.element() == null ? first.central() : first.element();
                    read(out, element, head, first.central()).put('}');
                }
                case Outcome.Refused refused -> throw new IllegalStateException("a set is refused as a whole");
            }
        }
        return Answer.json(made ? 201 : 200, out.ascii("]}").finish());
    }

    private JsonWriter read(JsonWriter out, ElementId element, Head head, Head central) throws IOException {
        return out.ascii(CENTRAL)
                .raw(blocks.central(central.height()))
                .ascii(ELEMENT)
                .raw(blocks.element(element, head.height()));
    }

    private static Answer named(int status, JsonWriter body, ElementId element, Head head) {
        return Answer.json(
                status,
                body.finish(),
                Map.of(
                        "ETag",
                        '"' + head.hash().toString() + '"',
                        "Location",
                        Locations.block(element, head.height())));
    }
}
