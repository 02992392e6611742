package io.hostledger.codec;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.CentralBlock.ElementRef;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the line of a central block, one with a {@code v}. */
public final class CentralLine {
    private static final Set<String> MUST =
            Set.of("v", "height", "prev_hash", "timestamp", "category", "action", "data", "hash");
    private static final Set<String> ELEMENT =
            Set.of("actor", "actor_source", "element_id", "element_type", "element_height", "element_hash");
    private static final Set<String> ELEMENT_MAY =
            Set.of("prev_element_hash", "on_behalf_of", "change_id", "correlation_id");
    private static final Set<String> EVENT = Set.of("actor", "actor_source", "payload");
    private static final Set<String> EVENT_MAY = Set.of("on_behalf_of", "change_id", "correlation_id");

    private CentralLine() {}

    /**
     * The block of a line without its newline, which must be in RFC 8785 form. That its hash is the
     * hash of its content is not checked.
     *
     * @throws UnreadableLine if a member is missing, unknown or mistyped
     */
    public static CentralBlock read(Json line) throws UnreadableLine {
        LineShape shape = new LineShape(line, MUST, Set.of());
        shape.version();
        String category = shape.text("category");
        Json data = shape.get("data");
        if (category.equals(CentralBlock.ELEMENT_MODIFICATION)) {
            LineShape element = new LineShape(data, ELEMENT, ELEMENT_MAY);
            return block(shape, category, element.attribution(), reference(element), null);
        }
        LineShape event = new LineShape(data, EVENT, EVENT_MAY);
        if (!event.get("payload").isObject()) {
            throw LineShape.mistyped("payload");
        }
        return block(shape, category, event.attribution(), null, event.get("payload"));
    }

    private static ElementRef reference(LineShape data) throws UnreadableLine {
        long height = data.height("element_height");
        Hash prev = data.optional("prev_element_hash") == null ? null : data.hash("prev_element_hash");
        if ((prev == null) != (height == 0)) {
            throw new UnreadableLine("\"prev_element_hash\" is there exactly when \"element_height\" is above 0");
        }
        return new ElementRef(
                data.text("element_id"), data.text("element_type"), height, data.hash("element_hash"), prev);
    }

    private static CentralBlock block(
            LineShape shape, String category, Attribution by, @Nullable ElementRef element, @Nullable Json payload)
            throws UnreadableLine {
        return new CentralBlock(
                shape.height("height"),
                shape.hash("prev_hash"),
                shape.timestamp(),
                category,
                shape.text("action"),
                by,
                element,
                payload,
                shape.hash("hash"));
    }
}
