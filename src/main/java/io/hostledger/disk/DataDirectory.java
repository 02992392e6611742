package io.hostledger.disk;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Finds places in a data directory. The directory itself may be reached through a link, nothing in it may. */
public final class DataDirectory {
    private final Path root;

    public DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * The absolute place of a path; nothing is looked at.
     *
     * @throws IllegalArgumentException if the path is absolute, or has an empty, {@code .} or {@code ..} part
     */
    public Path resolve(String path) {
        if (path.isEmpty()) {
            return root;
        }
        for (int from = 0; from <= path.length(); ) {
            int to = endOfPart(path, from);
            String part = path.substring(from, to);
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("not a path within the data directory: " + path);
            }
            from = to + 1;
        }
        return root.resolve(path);
    }

    /**
     * What stands at a path, a link as such; null if nothing does.
     *
     * @throws IOException also if something above it is not a folder
     */
    public @Nullable BasicFileAttributes look(String path) throws IOException {
        Path place = resolve(path);
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            BasicFileAttributes found = attributes(folder, root.resolve(folder));
            if (found == null) {
                return null;
            }
            if (!found.isDirectory()) {
                throw Faults.of(folder, "is not a folder");
            }
        }
        return attributes(path, place);
    }

    /** As {@link #look}, of a path whose folders have been looked at. */
    public @Nullable BasicFileAttributes lookInFolder(String path) throws IOException {
        return attributes(path, resolve(path));
    }

    /** What tells the file at a path from all others, whatever leads there; null if there is none. */
    public @Nullable Object key(String path) throws IOException {
        BasicFileAttributes found = lookInFolder(path);
        return found == null ? null : found.fileKey();
    }

    /**
     * The attributes of a regular file.
     *
     * @throws NoSuchFileException if there is nothing at the path
     * @throws IOException also if there is something else, or if something above it is not a folder
     */
    public BasicFileAttributes regular(String path) throws IOException {
        BasicFileAttributes found = look(path);
        if (found == null) {
            throw new NoSuchFileException(path);
        }
        requireRegular(path, found);
        return found;
    }

    /** Fails if what was found at a path is not a regular file. */
    public static void requireRegular(String path, BasicFileAttributes found) throws IOException {
        if (!found.isRegularFile()) {
            throw Faults.of(
                    path,
                    found.isSymbolicLink()
                            ? "is a link, which is not followed"
                            : found.isDirectory() ? "is a folder" : "is not a regular file");
        }
    }

    private @Nullable BasicFileAttributes attributes(String path, Path place) throws IOException {
        try {
            return path.isEmpty()
                    ? java.nio.file.Files.readAttributes(place, BasicFileAttributes.class)
                    : java.nio.file.Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw Faults.at(path, e);
        }
    }

    private static int endOfPart(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }
}
