package io.hostledger.disk.vertx;

import io.hostledger.disk.DataDirectory;
import io.hostledger.disk.Disk;
import io.hostledger.disk.Faults;
import io.hostledger.disk.Files;
import io.hostledger.disk.LocalFiles;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Writes a data directory through Vert.x: what is synced at once through its asynchronous files, all
 * else in blocking calls on threads of its own, so that a slow disk holds up no other work. Stages
 * complete on those threads; the writes of a {@link Disk.SyncedFile} on the context that made it.
 */
public final class VertxDisk implements Disk {
    /** {@link Syncs#AT_ONCE} for syncs, one for the appends of the ledger, one for whatever else there is. */
    private static final int THREADS = Syncs.AT_ONCE + 2;

    /** Vert.x warns, with a stack trace, of a call that takes longer. */
    private static final long SLOW_SECONDS = 60;

    private static final OpenOptions SYNCED =
            new OpenOptions().setRead(false).setWrite(true).setCreate(false).setDsync(true);

    private final Vertx vertx;
    private final DataDirectory directory;
    private final LocalFiles files;
    private final OpenChannels channels;
    private final WorkerExecutor workers;

    /**
     * @param root the data directory; it must be there, or be made with {@link #createFolder}
     * @param maxOpenFiles how many files that were appended to are kept open
     */
    public VertxDisk(Vertx vertx, Path root, int maxOpenFiles) {
        this.vertx = vertx;
        this.directory = new DataDirectory(root);
        this.files = new LocalFiles(root);
        this.channels = new OpenChannels(directory, maxOpenFiles);
        this.workers = vertx.createSharedWorkerExecutor("hostledger-disk", THREADS, SLOW_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public CompletionStage<Void> append(List<Append> appends) {
        List<Append> all = List.copyOf(appends);
        return blocking(() -> Appending.each(all, channels, Target::append));
    }

    @Override
    public CompletionStage<Void> overwrite(List<Append> runs) {
        List<Append> all = List.copyOf(runs);
        return blocking(() -> Appending.each(all, channels, Target::overwrite));
    }

    @Override
    public CompletionStage<Void> sync(Collection<String> paths) {
        return Syncs.each(paths, channels::sync, this::blocking);
    }

    @Override
    public CompletionStage<Void> syncFolders(Collection<String> folders) {
        return Syncs.each(folders, folder -> Folders.sync(directory, folder), this::blocking);
    }

    @Override
    public CompletionStage<Void> createFolder(String folder) {
        return blocking(() -> Folders.make(directory, folder));
    }

    @Override
    public CompletionStage<Void> replace(String path, byte[] content) {
        return blocking(() -> channels.on(path, target -> target.replace(content)));
    }

    @Override
    public CompletionStage<Void> delete(String path) {
        return blocking(() -> channels.delete(path));
    }

    @Override
    public CompletionStage<SyncedFile> createZeroed(String path, long length) {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<SyncedFile> opened = new CompletableFuture<>();
        blocking(() -> Writing.zeros(directory, path, length)).whenComplete((made, fault) -> {
            if (fault == null) {
                context.runOnContext(on -> open(path, length, opened));
            } else {
                opened.completeExceptionally(fault);
            }
        });
        return opened;
    }

    @Override
    public CompletionStage<Long> freeSpace() {
        return hop(() -> {
            try {
                return java.nio.file.Files.getFileStore(directory.resolve("")).getUsableSpace();
            } catch (IOException e) {
                throw Faults.at("", e);
            }
        });
    }

    /** Closes the files; what was not begun fails. */
    public CompletionStage<Void> close() {
        return blocking(channels::close).thenCompose(closed -> workers.close().toCompletionStage());
    }

    private void open(String path, long length, CompletableFuture<SyncedFile> opened) {
        vertx.fileSystem()
                .open(directory.resolve(path).toString(), SYNCED)
                .onComplete(
                        file -> opened.complete(new ZeroedFile(path, length, file)),
                        // Vert.x wraps the fault, in a message that holds the whole path.
                        fault -> opened.completeExceptionally(
                                fault.getCause() instanceof IOException e ? Faults.at(path, e) : fault));
    }

    private CompletionStage<Void> blocking(Blocking work) {
        return hop(() -> {
            work.run();
            return null;
        });
    }

    /** Completed by the thread that worked: the caller goes where it wants from there. */
    private <T> CompletionStage<T> hop(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            workers.executeBlocking(
                    () -> {
                        try {
                            done.complete(work.call());
                        } catch (Throwable e) {
                            done.completeExceptionally(e);
                        }
                        return null;
                    },
                    false);
        } catch (RuntimeException e) {
            done.completeExceptionally(new IOException("the disk is closed", e));
        }
        return done;
    }
}
