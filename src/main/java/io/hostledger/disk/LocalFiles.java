package io.hostledger.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

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
        BasicFileAttributes found = directory.look(folder);
        if (found == null) {
            return List.of();
        }
        if (!found.isDirectory()) {
            throw Faults.of(folder, "is not a folder");
        }
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = java.nio.file.Files.newDirectoryStream(directory.resolve(folder))) {
            for (Path place : stream) {
                addEntry(place, entries);
            }
        } catch (DirectoryIteratorException e) {
            throw Faults.at(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw Faults.at(folder, e);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return List.copyOf(entries);
    }

    private static void addEntry(Path place, List<Entry> entries) throws IOException {
        try {
            BasicFileAttributes found =
                    java.nio.file.Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Type type = found.isRegularFile() ? Type.REGULAR : found.isDirectory() ? Type.FOLDER : Type.OTHER;
            entries.add(new Entry(place.getFileName().toString(), type));
        } catch (NoSuchFileException e) {
            // Removed since its folder was read: it does not stand there.
        }
    }
}
