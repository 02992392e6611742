package io.hostledger.stream;

import io.hostledger.disk.Files;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Files that only grow. */
final class MemoryFiles implements Files {
    private static final class Growing extends ByteArrayOutputStream {
        synchronized int read(long position, byte[] buffer, int from, int to) {
            int length = (int) Math.max(0, Math.min(to - from, count - position));
            System.arraycopy(buf, (int) Math.min(position, count), buffer, from, length);
            return length;
        }
    }

    private final Map<String, Growing> files = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();

    /** Thrown where a file is opened. */
    @Nullable
    Error fault;

    void append(String path, byte[] bytes) {
        files.computeIfAbsent(path, it -> new Growing()).writeBytes(bytes);
    }

    byte[] content(String path) {
        Growing file = files.get(path);
        return file == null ? new byte[0] : file.toByteArray();
    }

    private Growing file(String path) throws IOException {
        Growing file = files.get(path);
        if (file == null) {
            throw new NoSuchFileException(path);
        }
        return file;
    }

    @Override
    public boolean exists(String path) {
        return files.containsKey(path);
    }

    @Override
    public long size(String path) throws IOException {
        return file(path).size();
    }

    @Override
    public int read(String path, long position, byte[] buffer, int from, int to) throws IOException {
        reads.incrementAndGet();
        return file(path).read(position, buffer, from, to);
    }

    @Override
    public List<Entry> list(String folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OpenFile open(String path) throws IOException {
        if (fault != null) {
            throw fault;
        }
        Growing file = file(path);
        return new OpenFile() {
            @Override
            public long size() {
                return file.size();
            }

            @Override
            public int read(long position, byte[] buffer, int from, int to) {
                reads.incrementAndGet();
                return file.read(position, buffer, from, to);
            }

            @Override
            public void close() {}
        };
    }
}
