package io.hostledger.stream;

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
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Published;
import io.hostledger.ledger.Visible;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A ledger that grows by blocks made up from a seed, in memory; every fifth is of no element. */
final class SampleLedger {
    static final int ELEMENTS = 7;

    final MemoryFiles files = new MemoryFiles();
    private final RandomGenerator random;
    private final Hasher hasher = new Hasher();
    private final Map<ElementId, Outcome.Block> heads = new HashMap<>();
    private final List<Head> all = new ArrayList<>();
    private final Map<Long, String> elementLines = new HashMap<>();
    private long timestamp = 1_760_349_720_000_000L;
    private volatile Visible visible = Visible.EMPTY;

    SampleLedger(RandomGenerator random) {
        this.random = random;
    }

    Visible visible() {
        return visible;
    }

    /** The central ledger's lines, in order. */
    List<String> lines() {
        return new String(files.content(Layout.LEDGER), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** What a stream with details has for a central line. */
    String details(String central) {
        String element =
                elementLines.get(Json.ofCanonical(central).member("height").height());
        return "{\"central\":" + central + (element == null ? "" : ",\"element\":" + element) + "}";
    }

    /** The block of an index, counted from 0 whatever the first height is. */
    Head head(int index) {
        return all.get(index);
    }

    int size() {
        return all.size();
    }

    /** Starts with lines that are there already. */
    SampleLedger continuing(String lines, List<Head> heads) {
        files.append(Layout.LEDGER, lines.getBytes(StandardCharsets.UTF_8));
        all.addAll(heads);
        visible = new Visible(
                heads.getLast(),
                timestamp,
                lines.getBytes(StandardCharsets.UTF_8).length,
                heads.size(),
                0,
                heads.size());
        return this;
    }

    /** Makes blocks, writes them, and makes them visible together. */
    synchronized Published grow(int blocks) {
        JsonWriter central = new JsonWriter(512 * blocks);
        List<Published.Line> lines = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            timestamp += 1_000;
            lines.add(random.nextInt(5) == 0 ? event(central) : change(central));
        }
        // The writer may have moved to a larger array.
        List<Published.Line> there = new ArrayList<>();
        byte[] bytes = central.toBytes();
        for (Published.Line line : lines) {
            Outcome.Block it = line.central();
            there.add(new Published.Line(
                    new Outcome.Block(it.height(), it.hash(), bytes, it.from(), it.to()), line.element()));
        }
        files.append(Layout.LEDGER, bytes);
        visible = new Visible(all.getLast(), timestamp, visible.length() + bytes.length, all.size(), heads.size(), 0);
        return new Published(visible, there);
    }

    private Published.Line event(JsonWriter out) {
        Attribution by = Attribution.asserted(actor(), null, "CHG-" + random.nextInt(3));
        Json payload = new JsonWriter(32)
                .ascii("{\"n\":")
                .number(random.nextInt(100))
                .put('}')
                .json();
        return new Published.Line(
                central(out, CentralDraft.ofEvent("backup", "finished", payload, by, timestamp)), null);
    }

    private Published.Line change(JsonWriter out) {
        ElementId id = element(random.nextInt(ELEMENTS));
        Outcome.Block last = heads.get(id);
        Json state = new JsonWriter(32)
                .ascii("{\"mtu\":")
                .number(random.nextInt(100_000))
                .put('}')
                .json();
        Attribution by = Attribution.asserted(actor(), null, null);
        ElementDraft draft = new ElementDraft(
                id,
                last == null ? 0 : last.height() + 1,
                last == null ? Hash.ZERO : last.hash(),
                timestamp,
                last == null ? "created" : "modified",
                state,
                last == null ? Json.EMPTY_ARRAY : Diff.between(Json.EMPTY_OBJECT, state),
                by,
                null,
                null,
                null);
        SealedElement sealed = draft.seal(hasher);
        JsonWriter line = new JsonWriter(sealed.maxLineLength());
        sealed.writeLine(line, nextHeight());
        byte[] bytes = line.toBytes();
        elementLines.put(nextHeight(), new String(bytes, StandardCharsets.UTF_8));
        Outcome.Block block = new Outcome.Block(draft.height(), sealed.hash(), bytes, 0, bytes.length);
        heads.put(id, block);
        files.append(Layout.chain(id), bytes);
        files.append(Layout.chain(id), new byte[] {'\n'});
        return new Published.Line(central(out, CentralDraft.ofElement(draft, sealed.hash())), block);
    }

    private Outcome.Block central(JsonWriter out, CentralDraft draft) {
        int from = out.length();
        long height = nextHeight();
        Hash hash = draft.writeLine(
                out, height, all.isEmpty() ? Hash.ZERO : all.getLast().hash(), hasher);
        Outcome.Block block = new Outcome.Block(height, hash, out.array(), from, out.length());
        out.put('\n');
        all.add(block.head());
        return block;
    }

    private long nextHeight() {
        return all.isEmpty() ? 0 : all.getLast().height() + 1;
    }

    private String actor() {
        return random.nextBoolean() ? "alice" : "bob \"\u00e9\"";
    }

    static ElementId element(int i) {
        try {
            return ElementTypes.standard().parse(i % 2 == 0 ? "interface:vi" + i : "file:/etc/f" + i);
        } catch (InvalidElementId e) {
            throw new AssertionError(e);
        }
    }
}
