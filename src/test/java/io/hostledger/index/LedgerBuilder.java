package io.hostledger.index;

import io.hostledger.chain.Actions;
import io.hostledger.chain.Attribution;
import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Head;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.codec.CentralDraft;
import io.hostledger.codec.ElementDraft;
import io.hostledger.codec.SealedElement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a data directory as the engine would, without one: for tests of what reads directories. */
public final class LedgerBuilder {
    private record Tip(long height, Hash hash, Json state) {}

    private final Path root;
    private final ElementTypes types;
    private final Hasher hasher = new Hasher();
    private final Map<String, Tip> tips = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> unwritten = new HashMap<>();
    private final JsonWriter line = new JsonWriter(4_096);
    private @Nullable Head head;

    public LedgerBuilder(Path root) {
        this(root, ElementTypes.standard());
    }

    public LedgerBuilder(Path root, ElementTypes types) {
        this.root = root;
        this.types = types;
    }

    public @Nullable Head head() {
        return head;
    }

    /** The state of an element's last block; JSON null if it has none. */
    public Json state(String id) {
        Tip tip = tips.get(id);
        return tip == null ? Json.NULL : tip.state;
    }

    /** @param action null to derive it */
    public long change(
            String id, String state, @Nullable String action, Attribution by, @Nullable String reason, long time) {
        try {
            return change(types.parse(id), Json.ofCanonical(state), action, by, reason, time);
        } catch (InvalidElementId e) {
            throw new IllegalArgumentException(e);
        }
    }

    private long change(
            ElementId id, Json state, @Nullable String action, Attribution by, @Nullable String reason, long time) {
        Tip tip = tips.get(id.text());
        Json before = tip == null ? Json.NULL : tip.state;
        String word = action == null ? Actions.derive(!before.isNull(), !state.isNull()) : action;
        Json changes = tip == null ? Json.EMPTY_ARRAY : Diff.between(before, state);
        long height = tip == null ? 0 : tip.height + 1;
        Hash prev = tip == null ? Hash.ZERO : tip.hash;
        ElementDraft draft = new ElementDraft(id, height, prev, time, word, state, changes, by, reason, null, head);
        SealedElement sealed = draft.seal(hasher);
        long central = append(CentralDraft.ofElement(draft, sealed.hash()));
        sealed.writeLine(line.reset(), central);
        line.put('\n');
        out(Layout.chain(id)).write(line.array(), 0, line.length());
        tips.put(id.text(), new Tip(height, sealed.hash(), state));
        return central;
    }

    public long event(String category, String action, String payload, Attribution by, long time) {
        return append(CentralDraft.ofEvent(category, action, Json.ofCanonical(payload), by, time));
    }

    /** A line as an older program wrote it. @param block its head */
    public void legacy(String text, Head block) {
        out(Layout.LEDGER).writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        head = block;
    }

    private long append(CentralDraft draft) {
        long height = head == null ? 0 : head.height() + 1;
        Hash hash = draft.writeLine(line.reset(), height, head == null ? Hash.ZERO : head.hash(), hasher);
        line.put('\n');
        out(Layout.LEDGER).write(line.array(), 0, line.length());
        head = new Head(height, hash);
        return height;
    }

    private ByteArrayOutputStream out(String path) {
        return unwritten.computeIfAbsent(path, p -> new ByteArrayOutputStream());
    }

    /** Appends what was made to the files. */
    public void write() throws IOException {
        for (Map.Entry<String, ByteArrayOutputStream> entry : unwritten.entrySet()) {
            Path file = root.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                entry.getValue().writeTo(out);
            }
        }
        unwritten.clear();
    }
}
