package io.hostledger.disk.vertx;

import io.hostledger.disk.DataDirectory;
import io.hostledger.disk.Faults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Whole writes: one that the system cuts short is gone on with. Blocks. */
final class Writing {
    /** Bytes written at once: the JDK keeps a buffer as large as the largest write of each thread. */
    private static final int CHUNK = 1 << 20;

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> BESIDE = Set.of(
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            LinkOption.NOFOLLOW_LINKS);

    private Writing() {}

    static void fully(FileChannel channel, long position, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        long at = position;
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + CHUNK));
            at += channel.write(bytes, at);
        }
    }

    /** Makes a file of zeros that are on the disk; leaves none if it fails. */
    static void zeros(DataDirectory directory, String path, long length) throws IOException {
        try {
            if (directory.look(path) != null) {
                throw new FileAlreadyExistsException(path);
            }
            zeros(directory.resolve(path), length);
        } catch (IOException e) {
            throw Faults.at(path, e);
        }
    }

    private static void zeros(Path place, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(place, NEW)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(length, CHUNK));
            for (long at = 0; at < length; at += zeros.limit()) {
                zeros.clear().limit((int) Math.min(length - at, CHUNK));
                fully(channel, at, zeros);
                // Piece by piece: the disk would put what callers wait for behind the whole file.
                channel.force(true);
            }
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            removeAfter(e, place);
            throw e;
        }
    }

    /** Writes a whole file beside its place, syncs it, renames it over its place. */
    static void replace(Path place, byte[] content) throws IOException {
        Path beside = place.resolveSibling("." + place.getFileName() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(beside, BESIDE)) {
                fully(channel, 0, ByteBuffer.wrap(content));
                channel.force(true);
            }
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            removeAfter(e, beside);
            throw e;
        }
    }

    static void removeAfter(IOException fault, Path place) {
        try {
            Files.deleteIfExists(place);
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }
}
