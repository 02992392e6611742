package io.hostledger.disk;

import io.hostledger.disk.Files.Entry;
import io.hostledger.disk.Files.Type;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands in a folder, as the system gives it. */
final class LocalListing implements Files.Listing {
    private final String folder;
    private final DirectoryStream<Path> stream;
    private final Iterator<Path> rest;

    LocalListing(String folder, DirectoryStream<Path> stream) {
        this.folder = folder;
        this.stream = stream;
        this.rest = stream.iterator();
    }

    @Override
    public @Nullable Entry next() throws IOException {
        try {
            while (rest.hasNext()) {
                Entry entry = entry(rest.next());
                if (entry != null) {
                    return entry;
                }
            }
            return null;
        } catch (DirectoryIteratorException e) {
            throw Faults.at(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw Faults.at(folder, e);
        }
    }

    /** Null if it was removed since its folder was read: it does not stand there. */
    private static @Nullable Entry entry(Path place) throws IOException {
        try {
            BasicFileAttributes found =
                    java.nio.file.Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String name = place.getFileName().toString();
            // A name in other characters does not always lead back to what bears it, and none of ours has any.
            boolean ascii = name.chars().allMatch(c -> c < 0x80);
            Type type = ascii && found.isRegularFile()
                    ? Type.REGULAR
                    : ascii && found.isDirectory() ? Type.FOLDER : Type.OTHER;
            return new Entry(name, type);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
