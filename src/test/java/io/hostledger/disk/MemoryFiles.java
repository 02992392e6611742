package io.hostledger.disk;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Reads what a {@link FakeDisk} holds, as it is seen, durable or not. */
final class MemoryFiles implements Files {
    private final MemoryTree tree;

    /** @param tree also the lock under which it is changed */
    MemoryFiles(MemoryTree tree) {
        this.tree = tree;
    }

    @Override
    public boolean exists(String path) throws IOException {
        synchronized (tree) {
            return tree.look(path) != null;
        }
    }

    @Override
    public long size(String path) throws IOException {
        synchronized (tree) {
            return tree.regular(path).seen().length();
        }
    }

    @Override
    public int read(String path, long position, byte[] buffer, int from, int to) throws IOException {
        return open(path).read(position, buffer, from, to);
    }

    @Override
    public List<Entry> list(String folder) throws IOException {
        synchronized (tree) {
            if (tree.look(folder) == null) {
                return List.of();
            }
            return tree.folder(folder).seen().entrySet().stream()
                    .map(each -> new Entry(each.getKey(), each.getValue().type()))
                    .toList();
        }
    }

    @Override
    public OpenFile open(String path) throws IOException {
        synchronized (tree) {
            return new Open(path, tree.regular(path));
        }
    }

    private final class Open implements OpenFile {
        private final String path;
        private final MemoryFile file;
        private boolean closed;

        Open(String path, MemoryFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            synchronized (tree) {
                requireOpen();
                return file.seen().length();
            }
        }

        @Override
        public int read(long position, byte[] buffer, int from, int to) throws IOException {
            Objects.checkFromToIndex(from, to, buffer.length);
            synchronized (tree) {
                requireOpen();
                return file.seen().read(position, buffer, from, to);
            }
        }

        @Override
        public void close() {
            synchronized (tree) {
                closed = true;
            }
        }

        private void requireOpen() throws IOException {
            if (closed) {
                throw Faults.of(path, "is no longer open");
            }
        }
    }
}
