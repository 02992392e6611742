package io.hostledger.verify;

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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a ledger of any size: {@code <folder> <blocks> <elements>}. The same arguments give the same bytes. */
public final class MakeLedger {
    private static final long START = 1_760_349_600_000_000L;
    /** Bytes of element lines that are kept in memory before files are written. */
    private static final int HELD = 64 << 20;

    private static final class Chain {
        final ElementId id;
        final JsonWriter held = new JsonWriter(64);
        long height = -1;
        Hash hash = Hash.ZERO;
        Json state = Json.NULL;

        Chain(ElementId id) {
            this.id = id;
        }
    }

    private final Path root;
    private final Chain[] chains;
    private final Hasher hasher = new Hasher();
    private final JsonWriter line = new JsonWriter(1_024);
    private long held;
    private Head head = new Head(-1, Hash.ZERO);

    private MakeLedger(Path root, int elements) throws InvalidElementId {
        this.root = root;
        this.chains = new Chain[elements];
        for (int i = 0; i < elements; i++) {
            String id = (i % 2 == 0 ? "interface:vi" : "service:worker-") + i;
            chains[i] = new Chain(ElementTypes.standard().parse(id));
        }
    }

    public static void main(String[] args) throws IOException, InvalidElementId {
        MakeLedger ledger = new MakeLedger(Path.of(args[0]), Integer.parseInt(args[2]));
        ledger.write(Long.parseLong(args[1]));
    }

    private void write(long blocks) throws IOException {
        Files.createDirectories(root);
        try (OutputStream central =
                new BufferedOutputStream(Files.newOutputStream(root.resolve(Layout.LEDGER)), 1 << 20)) {
            for (long height = 0; height < blocks; height++) {
                change(chains[(int) (height * 7_919 % chains.length)], height, central);
                if (held > HELD) {
                    release();
                }
            }
        }
        release();
    }

    private void change(Chain chain, long height, OutputStream central) throws IOException {
        Json state = state(chain, height);
        ElementDraft draft = new ElementDraft(
                chain.id,
                chain.height + 1,
                chain.hash,
                START + height * 100_000,
                chain.height < 0 ? Actions.CREATED : Actions.MODIFIED,
                state,
                chain.height < 0 ? Json.EMPTY_ARRAY : Diff.between(chain.state, state),
                Attribution.asserted(
                        height % 1_000 == 0 ? "admin" : "agent-" + height % 10,
                        null,
                        height % 4 == 0 ? "run-" + height / 100 : null),
                height % 3 == 0 ? "Routine change " + height : null,
                null,
                height < 20 ? null : head);
        SealedElement block = draft.seal(hasher);
        int before = chain.held.length();
        block.writeLine(chain.held, height);
        chain.held.put('\n');
        held += chain.held.length() - before;
        chain.height++;
        chain.hash = block.hash();
        chain.state = state;
        line.reset();
        Hash hash = CentralDraft.ofElement(draft, block.hash()).writeLine(line, height, head.hash(), hasher);
        line.put('\n');
        central.write(line.array(), 0, line.length());
        head = new Head(height, hash);
    }

    private static Json state(Chain chain, long height) {
        JsonWriter out = new JsonWriter(256);
        out.ascii("{\"addresses\":[\"10.0.").number(height % 250).ascii(".1/24\",\"fe80::1\"],\"bridge\":\"ovsbr");
        out.number(height / 977 % 3).ascii("\",\"enabled\":true,\"mtu\":").number(1_400 + chain.height % 200);
        out.ascii(",\"name\":").string(chain.id.name()).ascii(",\"options\":{\"learning\":false,\"queue\":");
        return out.number(chain.height + 2)
                .ascii(",\"speed\":2.5},\"vlan\":null}")
                .json();
    }

    private void release() throws IOException {
        for (Chain chain : chains) {
            if (chain.held.length() > 0) {
                Path file = root.resolve(Layout.chain(chain.id));
                Files.createDirectories(file.getParent());
                try (OutputStream out =
                        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    out.write(chain.held.array(), 0, chain.held.length());
                }
                chain.held.reset();
            }
        }
        held = 0;
    }
}
