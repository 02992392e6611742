package io.hostledger.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;

/** A disk that does not let one file be opened, for reading or for writing. */
public final class UnreadableFile extends PassingDisk {
    private final String denied;

    public UnreadableFile(Disk disk, String denied) {
        super(disk);
        this.denied = denied;
    }

    @Override
    public Files files() {
        Files files = disk.files();
        return new Files() {
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
                requireAllowed(path);
                return files.read(path, position, buffer, from, to);
            }

            @Override
            public List<Entry> list(String folder) throws IOException {
                return files.list(folder);
            }

            @Override
            public OpenFile open(String path) throws IOException {
                requireAllowed(path);
                return files.open(path);
            }
        };
    }

    private void requireAllowed(String path) throws IOException {
        if (path.equals(denied)) {
            throw new AccessDeniedException(path);
        }
    }
}
