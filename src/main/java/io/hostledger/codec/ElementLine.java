package io.hostledger.codec;

import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the line of an element block. */
public final class ElementLine {
    /** How deep the line of any block may be nested: a state or payload of 64 levels, and what is around it. */
    public static final int MAX_LEVELS = 66;

    private static final Set<String> MUST = Set.of(
            "v",
            "element_id",
            "height",
            "prev_hash",
            "timestamp",
            "modification_type",
            "state_snapshot",
            "changes",
            "actor",
            "actor_source",
            "central_ledger_block",
            "hash");
    private static final Set<String> MAY =
            Set.of("on_behalf_of", "reason", "change_id", "correlation_id", "rolled_back_to", "central_head");

    private ElementLine() {}

    /**
     * The block of a line without its newline, which must be in RFC 8785 form. That its hash is the
     * hash of its content is not checked.
     *
     * @throws UnreadableLine if a member is missing, unknown or mistyped
     */
    public static ElementBlock read(Json line) throws UnreadableLine {
        LineShape shape = new LineShape(line, MUST, MAY);
        shape.version();
        Json state = shape.get("state_snapshot");
        if (!state.isObject() && !state.isNull()) {
            throw LineShape.mistyped("state_snapshot");
        }
        Json changes = shape.get("changes");
        if (changes.kind() != Json.Kind.ARRAY) {
            throw LineShape.mistyped("changes");
        }
        return new ElementBlock(
                shape.text("element_id"),
                shape.height("height"),
                shape.hash("prev_hash"),
                shape.timestamp(),
                shape.text("modification_type"),
                state,
                changes,
                shape.attribution(),
                shape.optionalText("reason"),
                shape.optional("rolled_back_to") == null ? null : shape.height("rolled_back_to"),
                centralHead(shape),
                shape.height("central_ledger_block"),
                shape.hash("hash"));
    }

    private static @Nullable Head centralHead(LineShape shape) throws UnreadableLine {
        String text = shape.optionalText("central_head");
        if (text == null) {
            return null;
        }
        Head head = Head.parse(text);
        if (head == null) {
            throw LineShape.mistyped("central_head");
        }
        return head;
    }
}
