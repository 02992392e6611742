package io.hostledger.disk.vertx;

import io.hostledger.disk.DataDirectory;
import io.hostledger.disk.Disk.SyncedFile;
import io.hostledger.disk.Faults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A file of fixed length that is open with O_DSYNC, so that write and sync are one call of the system.
 */
final class ZeroedFile implements SyncedFile {
    private static final Set<OpenOption> SYNCED =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.DSYNC, LinkOption.NOFOLLOW_LINKS);

    private final String path;
    private final long length;
    private final FileChannel channel;
    private final Hops hops;

    ZeroedFile(String path, long length, FileChannel channel, Hops hops) {
        this.path = path;
        this.length = length;
        this.channel = channel;
        this.hops = hops;
    }

    /** Makes it. Blocks. */
    static ZeroedFile make(DataDirectory directory, String path, long length, Hops hops) throws IOException {
        Writing.zeros(directory, path, length);
        try {
            return new ZeroedFile(path, length, FileChannel.open(directory.resolve(path), SYNCED), hops);
        } catch (IOException e) {
            Writing.removeAfter(e, directory.resolve(path));
            throw Faults.at(path, e);
        }
    }

    @Override
    public CompletionStage<Void> write(long position, byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        Objects.checkFromIndexSize(position, (long) to - from, length);
        return hops.run(() -> {
            try {
                // In one piece: each would be synced by itself.
                ByteBuffer rest = ByteBuffer.wrap(bytes, from, to - from);
                for (long at = position; rest.hasRemaining(); ) {
                    at += channel.write(rest, at);
                }
            } catch (ClosedChannelException e) {
                throw Faults.of(path, "is no longer open");
            } catch (IOException e) {
                throw Faults.at(path, e);
            }
        });
    }

    @Override
    public CompletionStage<Void> close() {
        return hops.run(() -> {
            try {
                channel.close();
            } catch (IOException e) {
                throw Faults.at(path, e);
            }
        });
    }
}
