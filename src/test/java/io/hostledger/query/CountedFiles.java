package io.hostledger.query;

import io.hostledger.disk.Files;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Files of which it is known how many are open. */
final class CountedFiles implements Files {
    private final Files files;
    private final AtomicInteger open = new AtomicInteger();

    CountedFiles(Files files) {
        this.files = files;
    }

    int open() {
        return open.get();
    }

    @Override
    public boolean exists(String path) throws IOException {
        return files.exists(path);
    }

    @Override
    public long size(String path) throws IOException {
        return files.size(path);
    }

    @Override
    public int read(String path, long position, byte[] buffer, int from, int to) throws IOException {
        return files.read(path, position, buffer, from, to);
    }

    @Override
    public List<Entry> list(String folder) throws IOException {
        return files.list(folder);
    }

    @Override
    public OpenFile open(String path) throws IOException {
        OpenFile file = files.open(path);
        open.incrementAndGet();
        return new OpenFile() {
            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public int read(long position, byte[] buffer, int from, int to) throws IOException {
                return file.read(position, buffer, from, to);
            }

            @Override
            public void close() throws IOException {
                open.decrementAndGet();
                file.close();
            }
        };
    }
}
