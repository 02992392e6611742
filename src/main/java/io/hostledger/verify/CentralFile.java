package io.hostledger.verify;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.CentralBlock.ElementRef;
import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.codec.CentralLine;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.ElementScan;
import io.hostledger.codec.StrictJson;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Lines.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The file of the central ledger, in which blocks are looked up. One thread's own. */
final class CentralFile {
    private final @Nullable OpenFile file;
    private final @Nullable HeightSearch search;

    /** @param end behind the last whole line; null file: there is no ledger */
    CentralFile(@Nullable OpenFile file, long end) {
        this.file = file;
        this.search = file == null || end == 0 ? null : new HeightSearch(file, end);
    }

    /** The line of the block at a height; null if it is not found. */
    @Nullable
    Line line(long height) throws IOException {
        return search == null ? null : search.find(height);
    }

    /** The height that the last whole line bears; -1 if it has none, or there is none. */
    long lastHeight() throws IOException {
        return search == null ? -1 : search.lastHeight();
    }

    /**
     * How many lines end in a part of the file.
     *
     * @throws IOException also if the file ends before
     */
    long lines(long from, long to, Pulse pulse) throws IOException {
        long lines = 0;
        byte[] buffer = new byte[1 << 18];
        for (long at = from; file != null && at < to; ) {
            int read = file.read(at, buffer, 0, (int) Math.min(buffer.length, to - at));
            for (int i = Newline.find(buffer, 0, read); i < read; i = Newline.find(buffer, i + 1, read)) {
                lines++;
            }
            if (read == 0) {
                throw new IOException("the ledger ends before byte " + to);
            }
            at += read;
            pulse.beat(Layout.LEDGER, read, 0, 0);
        }
        return lines;
    }

    /** What an element block and its central block disagree about, as the end of a sentence, as far as it can be read. */
    String differences(ElementScan scan, byte @Nullable [] type) {
        Line line;
        try {
            line = line(scan.centralHeight());
        } catch (IOException e) {
            return ""; // What is wrong with the ledger is found where it is read through.
        }
        if (line == null || !StrictJson.isCanonical(line.bytes(), 0, line.bytes().length, ElementLine.MAX_LEVELS)) {
            return "";
        }
        try {
            CentralBlock central = CentralLine.read(Json.ofCanonical(line.bytes(), 0, line.bytes().length));
            ElementBlock block = ElementLine.read(scan.json());
            return ": " + String.join(", ", differences(block, central, type));
        } catch (UnreadableLine e) {
            return "";
        }
    }

    private static List<String> differences(ElementBlock block, CentralBlock central, byte @Nullable [] type) {
        List<String> names = new ArrayList<>();
        ElementRef ref = central.element();
        if (ref == null) {
            return List.of("it is not of an element");
        }
        differ(names, "element_id", block.elementId(), ref.id());
        if (type != null) {
            differ(names, "element_type", new String(type, StandardCharsets.UTF_8), '"' + ref.type() + '"');
        }
        differ(names, "element_height", block.height(), ref.height());
        differ(names, "element_hash", block.hash(), ref.hash());
        differ(names, "prev_element_hash", block.height() == 0 ? null : block.prevHash(), ref.prevHash());
        differ(names, "action", block.modificationType(), central.action());
        differ(names, "timestamp", block.timestamp(), central.timestamp());
        differ(names, "actor", block.by().actor(), central.by().actor());
        differ(names, "actor_source", block.by().source(), central.by().source());
        differ(names, "on_behalf_of", block.by().onBehalfOf(), central.by().onBehalfOf());
        differ(names, "change_id", block.by().changeId(), central.by().changeId());
        differ(names, "correlation_id", block.by().correlationId(), central.by().correlationId());
        return names;
    }

    private static void differ(List<String> names, String name, @Nullable Object here, @Nullable Object there) {
        if (!Objects.equals(here, there)) {
            names.add(name);
        }
    }
}
