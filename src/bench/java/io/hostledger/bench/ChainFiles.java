package io.hostledger.bench;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** Many chains that are filled at once, with few writes to each. One thread's own. */
public final class ChainFiles {
    /** Bytes that are kept in memory before files are written. */
    private static final int HELD = 64 << 20;

    private final Path root;
    private final Map<ElementId, JsonWriter> held = new HashMap<>();
    private long bytes;

    public ChainFiles(Path root) {
        this.root = root;
    }

    public void add(ElementId element, Tips.Next block, long centralHeight) throws IOException {
        JsonWriter lines = held.computeIfAbsent(element, none -> new JsonWriter(1_024));
        int before = lines.length();
        block.sealed().writeLine(lines, centralHeight);
        lines.put('\n');
        bytes += lines.length() - before;
        if (bytes > HELD) {
            write();
        }
    }

    public void write() throws IOException {
        for (Map.Entry<ElementId, JsonWriter> chain : held.entrySet()) {
            Path file = root.resolve(Layout.chain(chain.getKey()));
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(chain.getValue().array(), 0, chain.getValue().length());
            }
        }
        held.clear();
        bytes = 0;
    }
}
