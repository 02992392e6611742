package io.hostledger.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads a data directory with {@code java.nio}. Faults name paths relative to it. */
public final class LocalFiles implements Files {
    private final DataDirectory directory;

    public LocalFiles(Path root) {
        this.directory = new DataDirectory(root);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return directory.look(path) != null;
    }

    @Override
    public long size(String path) throws IOException {
        return directory.regular(path).size();
    }

    @Override
    public int read(String path, long position, byte[] buffer, int from, int to) throws IOException {
        try (OpenFile file = open(path)) {
            return file.read(position, buffer, from, to);
        }
    }

    @Override
    public OpenFile open(String path) throws IOException {
        return new OpenLocalFile(directory, path);
    }

    @Override
    public List<Entry> list(String folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Listing listing = listing(folder)) {
            for (Entry entry = listing.next(); entry != null; entry = listing.next()) {
                entries.add(entry);
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        return List.copyOf(entries);
    }

    @Override
    public Listing listing(String folder) throws IOException {
        BasicFileAttributes found = directory.look(folder);
        if (found == null) {
            return Listing.of(List.of());
        }
        if (!found.isDirectory()) {
            throw Faults.of(folder, "is not a folder");
        }
        try {
            return new LocalListing(folder, java.nio.file.Files.newDirectoryStream(directory.resolve(folder)));
        } catch (IOException e) {
            throw Faults.at(folder, e);
        }
    }
}
