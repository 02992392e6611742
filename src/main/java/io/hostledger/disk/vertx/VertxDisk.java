package io.hostledger.disk.vertx;

import io.hostledger.disk.DataDirectory;
import io.hostledger.disk.Disk;
import io.hostledger.disk.Faults;
import io.hostledger.disk.Files;
import io.hostledger.disk.LocalFiles;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Writes a data directory in blocking calls, each handed to a thread of Vert.x's, so that a slow disk holds up no
 * other work: as Vert.x's own asynchronous files do, whose answers however come by way of an event loop, behind all
 * that it has to do. Stages complete on the threads that did the work.
 */
public final class VertxDisk implements Disk {
    /** {@link Syncs#AT_ONCE} for syncs, two for whatever else there is. */
    private static final int THREADS = Syncs.AT_ONCE + 2;

    /** Of one file, in bytes: what the disk writes in about the time of a sync. */
    private static final long SYNC_AHEAD = 1 << 20;

    private final DataDirectory directory;
    private final LocalFiles files;
    private final OpenChannels channels;
    private final Hops hops;
    /** What callers wait for has a thread of its own, which goes from the journal to the files: it waits for no other sync. */
    private final Hops writes;

    /**
     * @param root the data directory; it must be there, or be made with {@link #createFolder}
     * @param maxOpenFiles how many files that were appended to are kept open
     */
    public VertxDisk(Vertx vertx, Path root, int maxOpenFiles) {
        this.directory = new DataDirectory(root);
        this.files = new LocalFiles(root);
        this.channels = new OpenChannels(directory, maxOpenFiles);
        this.hops = new Hops(vertx, "hostledger-disk", THREADS);
        this.writes = new Hops(vertx, "hostledger-write", 1);
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public CompletionStage<Void> append(List<Append> runs) {
        List<Append> all = List.copyOf(runs);
        return writes.run(() -> Appending.each(all, channels, this::append));
    }

    @Override
    public CompletionStage<Void> overwrite(List<Append> runs) {
        List<Append> all = List.copyOf(runs);
        return writes.run(() -> Appending.each(all, channels, Target::overwrite));
    }

    private void append(Target target, long offset, ByteBuffer bytes) throws IOException {
        target.append(offset, bytes);
        if (target.asksForSync(SYNC_AHEAD)) {
            var unused = hops.run(() -> channels.syncAhead(target.path));
        }
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
        return hops.call(() -> ZeroedFile.make(directory, path, length, writes));
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
        return writes.close(() -> {}).thenCompose(done -> hops.close(channels::close));
    }
}
