package io.hostledger.disk.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hostledger.disk.DataDirectory;
import io.hostledger.disk.Faults;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One process alone writes a data directory: it holds a lock on the file {@code LOCK}, which the
 * system lets go of when the process ends, however it ends. The file holds its process id, for people.
 */
public final class DirectoryLock implements Closeable {
    private static final String NAME = "LOCK";
    private static final Logger LOG = Logger.getLogger(DirectoryLock.class.getName());

    /**
     * Directories locked by this process. To close any channel on the file, even after a vain second
     * try, would let go of the lock, so the second try must not come as far; nor may anything read it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel channel;

    private DirectoryLock(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Locks a data directory, and makes it if it is missing. Blocks, but does not wait.
     *
     * @throws IOException if another process holds the lock, or another part of this one
     */
    public static DirectoryLock acquire(Path root) throws IOException {
        DataDirectory directory = new DataDirectory(root);
        Folders.make(directory, "");
        Path real = realPath(directory);
        if (!HELD.add(real)) {
            throw Faults.of("", "is in use by this process already");
        }
        try {
            return new DirectoryLock(real, lockedChannel(directory));
        } catch (IOException e) {
            HELD.remove(real);
            throw Faults.at(NAME, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(root);
        }
    }

    private static FileChannel lockedChannel(DataDirectory directory) throws IOException {
        if (directory.look(NAME) != null) {
            directory.regular(NAME);
        }
        FileChannel channel = FileChannel.open(
                directory.resolve(NAME),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            if (channel.tryLock() == null) {
                throw Faults.of("", "is in use by another process" + holder(channel));
            }
            sayWho(channel);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** For people: where the disk is full, the lock holds without it. */
    private static void sayWho(FileChannel channel) {
        try {
            channel.truncate(0);
            Writing.fully(channel, 0, US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
        } catch (IOException e) {
            LOG.log(Level.FINE, "the process id is not in LOCK", e);
        }
    }

    /** Which process holds the lock, as far as it says; its number may be that of another container. */
    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = US_ASCII.decode(text.flip()).toString().strip();
        return pid.matches("[0-9]+") ? " (pid " + pid + ")" : "";
    }

    private static Path realPath(DataDirectory directory) throws IOException {
        try {
            return directory.resolve("").toRealPath();
        } catch (IOException e) {
            throw Faults.at("", e);
        }
    }
}
