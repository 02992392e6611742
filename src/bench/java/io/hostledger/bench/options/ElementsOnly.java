package io.hostledger.bench.options;

import io.hostledger.bench.ChainFiles;
import io.hostledger.bench.MadeChanges;
import io.hostledger.bench.MadeChanges.Made;
import io.hostledger.bench.Tips;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hasher;
import java.io.IOException;
import java.nio.file.Path;

/** A chain for each element, synced by itself; nothing that is about more than one of them. */
final class ElementsOnly implements Option {
    private final MadeChanges changes;
    private final Tips tips = new Tips();
    private final ChainFiles filling;
    private final Chains chains;

    ElementsOnly(Path root, MadeChanges changes) {
        this.changes = changes;
        this.filling = new ChainFiles(root);
        this.chains = new Chains(root);
    }

    private Tips.Next next(Made change) {
        return tips.next(change, null, new Hasher());
    }

    @Override
    public void fill(Made change) throws IOException {
        filling.add(change.element(), next(change), 0);
    }

    @Override
    public void open() throws IOException {
        filling.write();
    }

    @Override
    public void write(Made change) throws IOException {
        chains.add(change.element(), next(change).sealed(), true);
    }

    @Override
    public long changed(long since, long until) throws IOException {
        long count = 0;
        for (int i = 0; i < changes.elements(); i++) {
            count += chains.changed(changes.element(i), since, until);
        }
        return count;
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
        chains.close();
    }
}
