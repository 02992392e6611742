package io.hostledger.bench.options;

import io.hostledger.bench.ChainFiles;
import io.hostledger.bench.MadeChanges.Made;
import io.hostledger.bench.Tips;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hasher;
import java.io.IOException;
import java.nio.file.Path;

/** One file with full states, synced, and a copy of each block in its element's chain, which can be made anew from it. */
final class BothInFull implements Option {
    private final Tips tips = new Tips();
    private final FullLedger ledger;
    private final ChainFiles filling;
    private final Chains chains;

    BothInFull(Path root) throws IOException {
        ledger = new FullLedger(root);
        filling = new ChainFiles(root);
        chains = new Chains(root);
    }

    private Tips.Next next(Made change) {
        return tips.next(change, null, new Hasher());
    }

    @Override
    public void fill(Made change) throws IOException {
        Tips.Next block = next(change);
        ledger.add(FullLedger.draft(block));
        filling.add(change.element(), block, 0);
    }

    @Override
    public void open() throws IOException {
        ledger.start();
        filling.write();
    }

    @Override
    public void write(Made change) throws IOException {
        Tips.Next block = next(change);
        ledger.addDurably(FullLedger.draft(block));
        chains.add(change.element(), block.sealed(), false);
    }

    @Override
    public long changed(long since, long until) throws IOException {
        return ledger.changed(since, until);
    }

    @Override
    public long history(ElementId element) throws IOException {
        return chains.history(element);
    }

    @Override
    public long verify(ElementId element) throws IOException {
        return chains.verify(element);
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        chains.close();
    }
}
