package io.hostledger.bench.options;

import io.hostledger.bench.MadeChanges.Made;
import io.hostledger.bench.Tips;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hasher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One file, with full states; where each element's blocks stand in it is kept in memory. */
final class CentralOnly implements Option {
    /** Where an element's blocks begin. */
    private static final class Offsets {
        long[] of = new long[4];
        int count;

        synchronized void add(long offset) {
            of = count == of.length ? Arrays.copyOf(of, 2 * count) : of;
            of[count++] = offset;
        }
    }

    private final Tips tips = new Tips();
    private final FullLedger ledger;
    private final Map<ElementId, Offsets> offsets = new ConcurrentHashMap<>();

    CentralOnly(Path root) throws IOException {
        ledger = new FullLedger(root);
    }

    private Tips.Next next(Made change) {
        return tips.next(change, null, new Hasher());
    }

    @Override
    public void fill(Made change) throws IOException {
        index(change, ledger.add(FullLedger.draft(next(change))));
    }

    private void index(Made change, long offset) {
        offsets.computeIfAbsent(change.element(), none -> new Offsets()).add(offset);
    }

    @Override
    public void open() throws IOException {
        ledger.start();
    }

    @Override
    public void write(Made change) throws IOException {
        index(change, ledger.addDurably(FullLedger.draft(next(change))));
    }

    @Override
    public long changed(long since, long until) throws IOException {
        return ledger.changed(since, until);
    }

    @Override
    public long history(ElementId element) throws IOException {
        Offsets found = offsets.getOrDefault(element, new Offsets());
        return ledger.read(found.of, found.count);
    }

    @Override
    public long verify(ElementId element) throws IOException {
        return ledger.verify(element.text());
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
