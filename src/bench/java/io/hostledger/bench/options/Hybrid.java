package io.hostledger.bench.options;

import io.hostledger.app.InTurn;
import io.hostledger.bench.MadeChanges.Made;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.JsonWriter;
import io.hostledger.disk.vertx.VertxDisk;
import io.hostledger.index.BlockIndex;
import io.hostledger.index.Extent;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Observer;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Setup;
import io.hostledger.ledger.Visible;
import io.hostledger.query.BlockFilter;
import io.hostledger.query.CentralBlocks;
import io.hostledger.query.ElementHistory;
import io.hostledger.query.ItemStream;
import io.hostledger.query.LedgerReads;
import io.hostledger.verify.MakeLedger;
import io.hostledger.verify.Report;
import io.hostledger.verify.Verification;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What Hostledger is: a light central ledger and full element chains that commit to each other, behind one journal. */
final class Hybrid implements Option {
    private static final int OPEN_FILES = 1_024;

    private final Path root;
    private final MakeLedger filling;
    private final AtomicLong clock = new AtomicLong();
    private @Nullable Running running;

    /** What is open once it is filled. */
    private record Running(Vertx vertx, VertxDisk disk, Ledger ledger, LedgerReads reads) {}

    Hybrid(Path root) throws IOException {
        this.root = root;
        this.filling = new MakeLedger(root);
    }

    @Override
    public void fill(Made change) throws IOException {
        filling.add(change);
        clock.set(change.time());
    }

    @Override
    public void open() throws IOException {
        filling.close();
        Vertx vertx = Vertx.vertx();
        VertxDisk disk = new VertxDisk(vertx, root, OPEN_FILES);
        Setup setup = new Setup(
                disk,
                ElementTypes.standard(),
                clock::incrementAndGet,
                loop(vertx),
                Runnable::run,
                List.of(loop(vertx), loop(vertx)),
                task -> vertx.executeBlocking(
                        () -> {
                            task.run();
                            return null;
                        },
                        false),
                (millis, task) -> vertx.setTimer(millis, id -> task.run()),
                files -> Optional.empty(),
                Setup.Bounds.DEFAULT,
                Observer.NONE);
        Ledger ledger = Ledger.open(setup).toCompletableFuture().join();
        BlockIndex index = new BlockIndex(disk.files(), Long.MAX_VALUE);
        LedgerReads reads = new LedgerReads(disk.files(), ledger.catalogue(), index, () -> extent(ledger.visible()));
        running = new Running(vertx, disk, ledger, reads);
    }

    private static Executor loop(Vertx vertx) {
        return new InTurn(((VertxInternal) vertx).createEventLoopContext());
    }

    private static Extent extent(Visible now) {
        return new Extent(now.head(), now.timestamp(), now.length(), now.blocks(), now.legacyBlocks());
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("it is not open");
        }
        return running;
    }

    @Override
    public void write(Made change) throws IOException {
        Change asked = new Change(change.element(), change.state(), null, change.by(), change.reason(), null);
        Outcome outcome = running().ledger.change(asked).join();
        if (!(outcome instanceof Outcome.Committed)) {
            throw new IOException("not committed: " + outcome);
        }
    }

    private static long count(@Nullable ItemStream items) throws IOException {
        long count = 0;
        JsonWriter out = new JsonWriter(4_096);
        if (items != null) {
            try (items) {
                for (; items.next(out.reset()); count++) {}
            }
        }
        return count;
    }

    @Override
    public long changed(long since, long until) throws IOException {
        BlockFilter window = BlockFilter.within(0, Long.MAX_VALUE, since, until);
        return count(new CentralBlocks(running().reads, window, false, null));
    }

    @Override
    public long history(ElementId element) throws IOException {
        return count(ElementHistory.open(running().reads, element, false, null));
    }

    @Override
    public long verify(ElementId element) throws IOException {
        LedgerReads reads = running().reads;
        Report report = Verification.of(running().disk.files(), ElementTypes.standard())
                .live()
                .report(element, reads.lastOf(element));
        if (!report.intact()) {
            throw new IOException(report.findings().toString());
        }
        return report.checked().elementBlocks();
    }

    @Override
    public void close() throws IOException {
        Running open = running();
        open.ledger.close().toCompletableFuture().join();
        open.disk.close().toCompletableFuture().join();
        open.vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
