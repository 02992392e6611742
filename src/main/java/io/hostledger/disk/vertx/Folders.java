package io.hostledger.disk.vertx;

import io.hostledger.disk.DataDirectory;
import io.hostledger.disk.Faults;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Folders made, and their names made durable. Blocks. */
final class Folders {
    private Folders() {}

    /** The folder that a path is in; {@code ""} is the data directory. */
    static String above(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Makes a folder and those above it, where they are missing. */
    static void make(DataDirectory directory, String folder) throws IOException {
        try {
            BasicFileAttributes found = directory.look(folder);
            if (found != null) {
                requireFolder(folder, found);
            } else if (folder.isEmpty()) {
                makeRoot(directory.resolve(folder));
            } else {
                make(directory, above(folder));
                makeOne(directory, folder);
            }
        } catch (IOException e) {
            throw Faults.at(folder, e);
        }
    }

    /** Makes the data directory itself, and the names that lead to it durable: no journal is safe in a folder that a crash takes away. */
    private static void makeRoot(Path root) throws IOException {
        Path above = root.getParent();
        if (above == null || Files.isDirectory(root)) {
            return;
        }
        makeRoot(above);
        try {
            Files.createDirectory(root);
        } catch (FileAlreadyExistsException e) {
            return;
        }
        force(above);
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Makes the names in a folder durable. */
    static void sync(DataDirectory directory, String folder) throws IOException {
        try {
            BasicFileAttributes found = directory.look(folder);
            if (found == null) {
                throw new NoSuchFileException(folder);
            }
            requireFolder(folder, found);
            force(directory.resolve(folder));
        } catch (IOException e) {
            throw Faults.at(folder, e);
        }
    }

    private static void makeOne(DataDirectory directory, String folder) throws IOException {
        try {
            Files.createDirectory(directory.resolve(folder));
        } catch (FileAlreadyExistsException e) {
            // Another thread was faster; then it is a folder.
            BasicFileAttributes found = directory.look(folder);
            if (found == null) {
                throw e;
            }
            requireFolder(folder, found);
        }
    }

    private static void requireFolder(String folder, BasicFileAttributes found) throws IOException {
        if (!found.isDirectory()) {
            throw Faults.of(folder, "is not a folder");
        }
    }
}
