package io.hostledger.disk.vertx;

import io.hostledger.disk.DataDirectory;
import io.hostledger.disk.Disk;
import io.hostledger.disk.Faults;
import io.hostledger.disk.Files;
import io.hostledger.disk.LocalFiles;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes a data directory through Vert.x: what is synced at once through its asynchronous files, all
 * else in blocking calls on threads of its own, so that a slow disk holds up no other work. Stages
 * complete on those threads; the writes of a {@link Disk.SyncedFile} on the context that made it.
 */
public final class VertxDisk implements Disk {
    /** {@link Syncs#AT_ONCE} for syncs, two for whatever else there is. */
    private static final int THREADS = Syncs.AT_ONCE + 2;

    private static final OpenOptions SYNCED =
            new OpenOptions().setRead(false).setWrite(true).setCreate(false).setDsync(true);

    private final Vertx vertx;
    private final DataDirectory directory;
    private final LocalFiles files;
    private final OpenChannels channels;
    private final Hops hops;
    /** What callers wait for waits for nothing else. */
    private final Hops appends;

    /**
     * @param root the data directory; it must be there, or be made with {@link #createFolder}
     * @param maxOpenFiles how many files that were appended to are kept open
     */
    public VertxDisk(Vertx vertx, Path root, int maxOpenFiles) {
        this.vertx = vertx;
        this.directory = new DataDirectory(root);
        this.files = new LocalFiles(root);
        this.channels = new OpenChannels(directory, maxOpenFiles);
        this.hops = new Hops(vertx, "hostledger-disk", THREADS);
        this.appends = new Hops(vertx, "hostledger-append", 1);
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public CompletionStage<Void> append(List<Append> runs) {
        List<Append> all = List.copyOf(runs);
        return appends.run(() -> Appending.each(all, channels, Target::append));
    }

    @Override
    public CompletionStage<Void> overwrite(List<Append> runs) {
        List<Append> all = List.copyOf(runs);
        return appends.run(() -> Appending.each(all, channels, Target::overwrite));
    }

    @Override
    public CompletionStage<Void> sync(Collection<String> paths) {
        return Syncs.each(paths, channels::sync, hops);
    }

    @Override
    public CompletionStage<Void> syncFolders(Collection<String> folders) {
        return Syncs.each(folders, channels::syncFolder, hops);
    }

    @Override
    public CompletionStage<Void> createFolder(String folder) {
        return hops.run(() -> Folders.make(directory, folder));
    }

    @Override
    public CompletionStage<Void> replace(String path, byte[] content) {
        return hops.run(() -> channels.on(path, target -> target.replace(content)));
    }

    @Override
    public CompletionStage<Void> delete(String path) {
        return hops.run(() -> channels.delete(path));
    }

    @Override
    public CompletionStage<SyncedFile> createZeroed(String path, long length) {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<SyncedFile> opened = new CompletableFuture<>();
        hops.run(() -> Writing.zeros(directory, path, length)).whenComplete((made, fault) -> {
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
        return hops.call(() -> {
            try {
                return java.nio.file.Files.getFileStore(directory.resolve("")).getUsableSpace();
            } catch (IOException e) {
                throw Faults.at("", e);
            }
        });
    }

    /** Closes the files that were appended to when the calls under way have ended; others fail from now on. */
    public CompletionStage<Void> close() {
        return appends.close(() -> {}).thenCompose(done -> hops.close(channels::close));
    }

    private void open(String path, long length, CompletableFuture<SyncedFile> opened) {
        vertx.fileSystem()
                .open(directory.resolve(path).toString(), SYNCED)
                .onComplete(
                        file -> opened.complete(new ZeroedFile(path, length, file)),
                        fault -> delete(path)
                                .whenComplete((deleted, other) -> opened.completeExceptionally(
                                        // Vert.x wraps the fault, in a message that holds the whole path.
                                        fault.getCause() instanceof IOException e ? Faults.at(path, e) : fault)));
    }
}
