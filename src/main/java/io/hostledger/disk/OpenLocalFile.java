package io.hostledger.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A regular file that is open for reading. A thread that is interrupted while it reads closes the
 * channel under all others; they go on with a new channel on the same file.
 */
final class OpenLocalFile implements Files.OpenFile {
    private static final Set<OpenOption> OPTIONS = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** Bytes asked for at once: the JDK keeps a buffer as large as the largest read of each thread. */
    private static final int CHUNK = 1 << 20;

    private final DataDirectory directory;
    private final String path;
    private final @Nullable Object key;
    private volatile FileChannel channel;
    private boolean closed;

    OpenLocalFile(DataDirectory directory, String path) throws IOException {
        this.directory = directory;
        this.path = path;
        // Looked at first: to open a pipe would wait for a writer.
        BasicFileAttributes found = directory.regular(path);
        this.key = found.fileKey();
        this.channel = openChannel();
    }

    @Override
    public long size() throws IOException {
        return onChannel(FileChannel::size);
    }

    @Override
    public int read(long position, byte[] buffer, int from, int to) throws IOException {
        Objects.checkFromToIndex(from, to, buffer.length);
        return Math.toIntExact(onChannel(open -> {
            int at = from;
            while (at < to) {
                ByteBuffer rest = ByteBuffer.wrap(buffer, at, Math.min(to - at, CHUNK));
                int read = open.read(rest, position + (at - from));
                if (read <= 0) {
                    break;
                }
                at += read;
            }
            return (long) at - from;
        }));
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }

    private interface Reading {
        long on(FileChannel channel) throws IOException;
    }

    private long onChannel(Reading reading) throws IOException {
        while (true) {
            FileChannel open = channel;
            try {
                return reading.on(open);
            } catch (ClosedByInterruptException e) {
                throw Faults.at(path, e);
            } catch (ClosedChannelException e) {
                reopen(open);
            } catch (IOException e) {
                throw Faults.at(path, e);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // Which channel, not what it is equal to.
    private synchronized void reopen(FileChannel gone) throws IOException {
        if (closed) {
            throw Faults.of(path, "is no longer open");
        }
        if (channel == gone) {
            if (!Objects.equals(directory.regular(path).fileKey(), key)) {
                throw Faults.of(path, "was replaced while it was read");
            }
            channel = openChannel();
        }
    }

    private FileChannel openChannel() throws IOException {
        try {
            return FileChannel.open(directory.resolve(path), OPTIONS);
        } catch (IOException e) {
            throw Faults.at(path, e);
        }
    }
}
