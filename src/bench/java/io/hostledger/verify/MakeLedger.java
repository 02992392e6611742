package io.hostledger.verify;

import io.hostledger.bench.ChainFiles;
import io.hostledger.bench.MadeChanges;
import io.hostledger.bench.MadeChanges.Made;
import io.hostledger.bench.Tips;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Head;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.codec.CentralDraft;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a ledger of any size: {@code <folder> <blocks> <elements>}. The same arguments give the same bytes. */
public final class MakeLedger implements AutoCloseable {
    private final Tips tips = new Tips();
    private final ChainFiles chains;
    private final OutputStream central;
    private final Hasher hasher = new Hasher();
    private final JsonWriter line = new JsonWriter(1_024);
    private Head head = new Head(-1, Hash.ZERO);

    public MakeLedger(Path root) throws IOException {
        Files.createDirectories(root);
        chains = new ChainFiles(root);
        central = new BufferedOutputStream(Files.newOutputStream(root.resolve(Layout.LEDGER)), 1 << 20);
    }

    public static void main(String[] args) throws IOException {
        MadeChanges changes = new MadeChanges(Integer.parseInt(args[2]));
        try (MakeLedger ledger = new MakeLedger(Path.of(args[0]))) {
            for (long height = 0; height < Long.parseLong(args[1]); height++) {
                ledger.add(changes.at(height));
            }
        }
    }

    public void add(Made change) throws IOException {
        Tips.Next block = tips.next(change, head.height() < 20 ? null : head, hasher);
        chains.add(change.element(), block, head.height() + 1);
        line.reset();
        CentralDraft draft =
                CentralDraft.ofElement(block.draft(), block.sealed().hash());
        Hash hash = draft.writeLine(line, head.height() + 1, head.hash(), hasher);
        line.put('\n');
        central.write(line.array(), 0, line.length());
        head = new Head(head.height() + 1, hash);
    }

    @Override
    public void close() throws IOException {
        chains.write();
        central.close();
    }
}
