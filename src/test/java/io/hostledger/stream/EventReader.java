package io.hostledger.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as the standard says, byte by byte; what a cut leaves unfinished is dropped. */
public final class EventReader {
    /** Of all events with data, over all connections. */
    public final List<String> data = new ArrayList<>();
    /** Of all events, those without data too. */
    final List<String> ids = new ArrayList<>();

    int comments;

    @Nullable
    public String lastId;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable String id;
    private final List<String> pending = new ArrayList<>();

    /** The connection is gone: nothing unfinished counts. */
    public void cut() {
        line.reset();
        id = null;
        pending.clear();
    }

    public void read(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                line(line.toString(StandardCharsets.UTF_8));
                line.reset();
                start = i + 1;
            }
        }
        line.write(bytes, start, to - start);
    }

    private void line(String text) {
        if (text.isEmpty()) {
            if (id != null) {
                lastId = id;
                ids.add(id);
            }
            if (!pending.isEmpty()) {
                data.add(String.join("\n", pending));
            }
            id = null;
            pending.clear();
        } else if (text.startsWith(":")) {
            comments++;
        } else if (text.startsWith("id: ")) {
            id = text.substring(4);
        } else if (text.startsWith("data: ")) {
            pending.add(text.substring(6));
        } else {
            throw new AssertionError("no such field in the contract: " + text);
        }
    }
}
