package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Head;
import io.hostledger.chain.JsonWriter;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Outcome.Block;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Answers that hold blocks: their lines, verbatim, run together. */
final class BlockAnswers {
    /** What stands around two lines, at the most. */
    private static final int FRAME = 48;

    private final BlockSource blocks;

    BlockAnswers(BlockSource blocks) {
        this.blocks = blocks;
    }

    /** New blocks: {@code {central, element}}, or {@code {central}} for an event. */
    static Response committed(@Nullable ElementId element, Outcome.Committed made) {
        Block central = made.central();
        Block block = made.element();
        int length = FRAME + length(central) + (block == null ? 0 : length(block));
        JsonWriter out = new JsonWriter(length).ascii("{\"central\":");
        out.raw(central.bytes(), central.from(), central.to());
        if (element == null || block == null) {
            return Answers.json(201, out.put('}').toBytes()).build();
        }
        out.ascii(",\"element\":").raw(block.bytes(), block.from(), block.to()).put('}');
        return named(201, out, element, block.head());
    }

    private static int length(Block block) {
        return block.to() - block.from();
    }

    /** The head's blocks, where nothing changed. Blocks the caller. */
    Response unchanged(ElementId element, Outcome.Unchanged head) throws IOException {
        JsonWriter out = read(element, head.element(), head.central());
        return named(200, out.ascii(",\"unchanged\":true}"), element, head.element());
    }

    /** The blocks of the first answer. Blocks the caller. */
    Response repeated(@Nullable ElementId element, Outcome.Repeated first) throws IOException {
        Head head = first.element();
        if (element == null || head == null) {
            byte[] central = blocks.central(first.central().height());
            JsonWriter out = new JsonWriter(FRAME + central.length).ascii("{\"central\":");
            return Answers.json(200, out.raw(central).put('}').toBytes()).build();
        }
        return named(200, read(element, head, first.central()).put('}'), element, head);
    }

    private JsonWriter read(ElementId element, Head head, Head central) throws IOException {
        byte[] centralLine = blocks.central(central.height());
        byte[] line = blocks.element(element, head.height());
        return new JsonWriter(FRAME + centralLine.length + line.length)
                .ascii("{\"central\":")
                .raw(centralLine)
                .ascii(",\"element\":")
                .raw(line);
    }

    private static Response named(int status, JsonWriter body, ElementId element, Head head) {
        return Answers.json(status, body.toBytes())
                .header("ETag", '"' + head.hash().toString() + '"')
                .header("Location", Locations.block(element, head.height()))
                .build();
    }
}
