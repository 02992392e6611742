package io.hostledger.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds and makes what stands at paths, and refuses as a disk does. */
final class MemoryTree {
    private static final DataDirectory NOWHERE = new DataDirectory(Path.of("nowhere"));

    final MemoryFolder root;

    MemoryTree(MemoryFolder root) {
        this.root = root;
    }

    MemoryTree copy() {
        return new MemoryTree((MemoryFolder) root.copy(new IdentityHashMap<>()));
    }

    MemoryTree afterPowerLoss(Random random) {
        return new MemoryTree(root.afterPowerLoss(random));
    }

    /** The folder that a path is in; {@code ""} is the root. */
    static String above(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Nullable
    Node look(String path) throws IOException {
        NOWHERE.resolve(path);
        if (path.isEmpty()) {
            return root;
        }
        Node above = look(above(path));
        if (above == null) {
            return null;
        }
        if (above instanceof MemoryFolder folder) {
            return folder.get(name(path));
        }
        throw Faults.of(above(path), "is not a folder");
    }

    MemoryFile regular(String path) throws IOException {
        Node found = look(path);
        if (found == null) {
            throw new NoSuchFileException(path);
        }
        return requireRegular(path, found);
    }

    static MemoryFile requireRegular(String path, Node found) throws IOException {
        if (found instanceof MemoryFile file) {
            return file;
        }
        throw Faults.of(path, "is not a regular file");
    }

    MemoryFolder folder(String path) throws IOException {
        Node found = look(path);
        if (found == null) {
            throw new NoSuchFileException(path);
        }
        return requireFolder(path, found);
    }

    /** A folder, made with those above it where they are missing. */
    MemoryFolder makeFolder(String path, Tear tear) throws IOException {
        Node found = look(path);
        if (found == null) {
            MemoryFolder above = makeFolder(above(path), tear);
            tear.step();
            found = new MemoryFolder();
            above.put(name(path), found);
        }
        return requireFolder(path, found);
    }

    /** A file to write to, made with the folders above it if it may be. */
    MemoryFile toWrite(String path, boolean make, Tear tear) throws IOException {
        if (make && look(path) == null) {
            MemoryFolder folder = makeFolder(above(path), tear);
            tear.step();
            folder.put(name(path), new MemoryFile(new byte[0]));
        }
        return regular(path);
    }

    /** Puts something in its place, durably, with the folders above it. */
    void place(String path, Node node) {
        try {
            makeFolder(above(path), Tear.NONE).put(name(path), node);
            String above = path;
            do {
                above = above(above);
                folder(above).sync();
            } while (!above.isEmpty());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** All regular files as they are seen, by path. */
    SortedMap<String, byte[]> contents() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        collect("", root, contents);
        return contents;
    }

    private static void collect(String above, MemoryFolder folder, SortedMap<String, byte[]> contents) {
        folder.seen().forEach((name, node) -> {
            switch (node) {
                case MemoryFile file -> contents.put(above + name, file.seen().copy());
                case MemoryFolder inner -> collect(above + name + "/", inner, contents);
                case Node.Link link -> {}
            }
        });
    }

    private static MemoryFolder requireFolder(String path, Node found) throws IOException {
        if (found instanceof MemoryFolder folder) {
            return folder;
        }
        throw Faults.of(path, "is not a folder");
    }
}
