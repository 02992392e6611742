package io.hostledger.disk.vertx;

import io.hostledger.disk.DataDirectory;
import io.hostledger.disk.Faults;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One file that is written to; but for syncs, what is done to it is done one after another. Blocks. */
final class Target implements Closeable {
    private static final Set<OpenOption> WRITE = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> MAKE =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

    final String path;

    /** How many use it now. Owned by {@link OpenChannels}. */
    int users;

    private final DataDirectory directory;
    private final KnownFolders folders;
    private @Nullable FileChannel channel;

    /** Names the file that the channel is open on, however it is called by now. */
    private @Nullable Object key;

    /** Held by whoever syncs, until it is told, or kept for others, how that went. */
    private final Object syncing = new Object();

    /** Bytes written since the last sync was begun. */
    private long unsynced;

    /** A sync of which nobody waits for the end is on its way. */
    private boolean syncAsked;

    /** Whether an earlier sync failed. */
    interface Told {
        void ofFailure() throws IOException;
    }

    Target(DataDirectory directory, KnownFolders folders, String path) {
        this.directory = directory;
        this.folders = folders;
        this.path = path;
    }

    synchronized boolean isOpen() {
        return channel != null && channel.isOpen();
    }

    /** Appends to the file, which must end at the offset; makes it, and its folders, if the offset is 0. */
    synchronized void append(long offset, ByteBuffer bytes) throws IOException {
        try {
            FileChannel open = open(offset == 0);
            long length = open.size();
            if (length != offset) {
                throw Faults.of(path, "should end at byte " + offset + ", and ends at byte " + length);
            }
            unsynced += bytes.remaining();
            Writing.fully(open, offset, bytes);
        } catch (IOException e) {
            throw Faults.at(path, e);
        }
    }

    /** As {@link #append}, but the file may also reach beyond the offset. */
    synchronized void overwrite(long offset, ByteBuffer bytes) throws IOException {
        try {
            FileChannel open = open(offset == 0);
            long length = open.size();
            if (length < offset) {
                throw Faults.of(path, "should reach byte " + offset + ", and ends at byte " + length);
            }
            Writing.fully(open, offset, bytes);
        } catch (IOException e) {
            throw Faults.at(path, e);
        }
    }

    /** Whether so many bytes wait for a sync that one is worth its while, and none is on its way. */
    synchronized boolean asksForSync(long bytes) {
        boolean asks = !syncAsked && unsynced >= bytes;
        syncAsked |= asks;
        return asks;
    }

    /**
     * Makes what was written durable; what is written meanwhile does not wait for it, and may or may not be
     * durable then. Not kept open if it fails: the system tells of a failure once, and says that all is well
     * the next time. One sync at a time, for the same reason.
     *
     * @param told throws what an earlier one failed with, of which nobody was told
     */
    void sync(Told told) throws IOException {
        synchronized (syncing) {
            told.ofFailure();
            force();
        }
    }

    /** As {@link #sync}, for nobody: a failure is kept for who syncs next, who can't begin before. */
    void syncAhead(Consumer<IOException> failed) {
        synchronized (syncing) {
            try {
                if (isOpen()) {
                    force();
                }
            } catch (IOException e) {
                failed.accept(e);
            } catch (RuntimeException | Error e) {
                failed.accept(Faults.of(path, "was not synced: " + e));
            } finally {
                synced();
            }
        }
    }

    private synchronized void synced() {
        syncAsked = false;
    }

    private void force() throws IOException {
        FileChannel synced = null;
        try {
            synced = openInPlace();
            synced.force(true);
        } catch (IOException e) {
            close(synced);
            throw Faults.at(path, e);
        }
    }

    private synchronized FileChannel openInPlace() throws IOException {
        FileChannel open = open(false);
        requireInPlace();
        unsynced = 0;
        return open;
    }

    private synchronized void close(@Nullable FileChannel failed) throws IOException {
        if (failed == null || failed == channel) {
            close();
        }
    }

    /** Removes the file, if there is one. */
    synchronized void delete() throws IOException {
        try {
            BasicFileAttributes found = directory.look(path);
            if (found != null) {
                DataDirectory.requireRegular(path, found);
                Files.deleteIfExists(directory.resolve(path));
            }
            close();
        } catch (IOException e) {
            throw Faults.at(path, e);
        }
    }

    /** Puts another file in its place. */
    synchronized void replace(byte[] content) throws IOException {
        try {
            BasicFileAttributes found = directory.look(path);
            if (found != null) {
                DataDirectory.requireRegular(path, found);
            }
            Writing.replace(directory.resolve(path), content);
            close();
        } catch (IOException e) {
            throw Faults.at(path, e);
        }
    }

    /** Fails if a file is open that no longer stands at the path: what was written to it is lost. */
    synchronized void requireInPlace() throws IOException {
        if (isOpen() && !Objects.equals(key, directory.key(path))) {
            throw Faults.of(path, "was removed or replaced while it was written");
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private FileChannel open(boolean make) throws IOException {
        // A channel can be closed under us: a thread interrupted while it writes closes it.
        if (channel != null && channel.isOpen()) {
            return channel;
        }
        BasicFileAttributes found = folders.look(path);
        if (found != null) {
            // Looked at first: to open a pipe would wait for a reader.
            DataDirectory.requireRegular(path, found);
            channel = FileChannel.open(directory.resolve(path), WRITE);
            key = found.fileKey();
        } else if (make) {
            channel = make(directory.resolve(path));
            key = directory.key(path);
        } else {
            throw new NoSuchFileException(path);
        }
        return channel;
    }

    private FileChannel make(Path place) throws IOException {
        try {
            return FileChannel.open(place, MAKE);
        } catch (NoSuchFileException e) {
            Folders.make(directory, Folders.above(path));
            return FileChannel.open(place, MAKE);
        }
    }
}
