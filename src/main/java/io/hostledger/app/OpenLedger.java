package io.hostledger.app;

import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.Disk;
import io.hostledger.disk.Files;
import io.hostledger.disk.vertx.DirectoryLock;
import io.hostledger.disk.vertx.VertxDisk;
import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Setup;
import io.hostledger.ledger.Visible;
import io.hostledger.verify.Finding;
import io.hostledger.verify.Verification;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** The ledger of the data directory, which this process alone writes: locked and recovered when it is made. */
@Singleton
class OpenLedger {
    private static final Logger LOG = Logger.getLogger("io.hostledger");
    private static final int READERS = 4;

    private final List<Runnable> lastly = new CopyOnWriteArrayList<>();
    private final DirectoryLock lock;
    private final VertxDisk disk;
    private final WorkerExecutor readers;
    private final Ledger ledger;

    /** @param logForm asked for so that it is made before the first line */
    OpenLedger(Settings settings, LogForm logForm, ElementTypes types, Vertx vertx, Loops loops, Observers observers) {
        check(settings);
        LOG.infof("starting on %s", settings.dataDir());
        lock = locked(settings);
        disk = new VertxDisk(vertx, settings.dataDir(), settings.openFiles());
        readers = vertx.createSharedWorkerExecutor("hostledger-read", READERS);
        int lanes = settings.lanes().orElse(Runtime.getRuntime().availableProcessors());
        Setup setup = new Setup(
                disk,
                types,
                Micros::now,
                loops.inTurn(),
                Loops::behindWhatIsAtHand,
                loops.inTurn(lanes),
                blocking(),
                loops::later,
                files -> firstFinding(files, types),
                bounds(settings),
                observers);
        try {
            ledger = Ledger.open(setup).toCompletableFuture().join();
        } catch (RuntimeException e) {
            release();
            throw RefusedStart.because(e);
        }
        Visible visible = ledger.visible();
        LOG.infof(
                "the ledger has %d blocks, %d elements, and the head %s",
                visible.blocks(), visible.elements(), visible.head() == null ? "none" : visible.head());
    }

    private static void check(Settings settings) {
        try {
            Ranges.check(settings);
        } catch (IllegalArgumentException e) {
            throw RefusedStart.because(e);
        }
    }

    private static DirectoryLock locked(Settings settings) {
        try {
            return DirectoryLock.acquire(settings.dataDir());
        } catch (IOException e) {
            throw RefusedStart.because(settings.dataDir(), e);
        }
    }

    /** Runs reads of files. */
    Executor blocking() {
        return Loops.blocking(readers);
    }

    private static Optional<String> firstFinding(Files files, ElementTypes types) throws IOException {
        List<Finding> findings =
                Verification.of(files, types).reportOnAllProcessors().findings();
        return findings.stream().map(Finding::sentence).findFirst();
    }

    private static Setup.Bounds bounds(Settings settings) {
        return new Setup.Bounds(
                settings.queue().changes(),
                settings.queue().bytes().asLongValue(),
                settings.batch().blocks(),
                (int) settings.batch().bytes().asLongValue(),
                settings.cache().heads(),
                settings.cache().bytes().asLongValue(),
                settings.journal().segmentSize().asLongValue(),
                Setup.Bounds.DEFAULT.indexBlocks(),
                settings.minFreeSpace().asLongValue());
    }

    Ledger ledger() {
        return ledger;
    }

    Disk disk() {
        return disk;
    }

    /** Has something done when the ledger is closed, and the disk is not yet. */
    void beforeRelease(Runnable last) {
        lastly.add(last);
    }

    /** What was taken is answered, and everything is in its files, before it returns. */
    void close() {
        finish(ledger.close());
        lastly.forEach(Runnable::run);
        release();
    }

    private void release() {
        finish(disk.close());
        readers.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the data directory's lock", e);
        }
    }

    private static void finish(CompletionStage<Void> closing) {
        try {
            closing.toCompletableFuture().join();
        } catch (RuntimeException e) {
            // What was answered is in the journal; the next start finds it there.
            LOG.warn("closing", e);
        }
    }
}
