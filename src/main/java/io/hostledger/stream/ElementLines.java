package io.hostledger.stream;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.LineCursor;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Finds the element line that belongs to a central line. Blocks. */
final class ElementLines {
    private final Files files;
    private final ElementTypes types;

    ElementLines(Files files, ElementTypes types) {
        this.files = files;
        this.types = types;
    }

    /** The element's line of the same change; none if the block is of another event, or the line is not to be found. */
    Span of(Json central) throws IOException {
        Json data = central.member("data");
        if (data == null || !data.isObject() || central.member("v") == null) {
            return Span.NONE;
        }
        Json id = data.member("element_id");
        Json height = data.member("element_height");
        return id == null || height == null ? Span.NONE : line(id.string(), height.height());
    }

    private Span line(String id, long height) throws IOException {
        try (Files.OpenFile file = files.open(Layout.chain(types.parse(id)))) {
            LineCursor lines = new LineCursor(file, 0, Long.MAX_VALUE, LineCursor.FEW);
            return LineHead.seek(lines, height) ? Span.of(lines) : Span.NONE;
        } catch (InvalidElementId | NoSuchFileException e) {
            // The type is no longer configured, or the chain is gone: the verification's business.
            return Span.NONE;
        }
    }
}
