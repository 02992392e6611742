package io.hostledger.disk;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a data directory. Calls block; callers are on threads that may. Safe for several threads.
 * Nothing is locked, opened for writing or changed: a directory on a read-only mount will do.
 */
public interface Files {
    enum Type {
        REGULAR,
        FOLDER,
        /**
         * A link (never followed), a socket, a device, or anything whose name is not ASCII: nothing that belongs in a
         * data directory.
         */
        OTHER
    }

    /** What stands in a folder under a name. */
    record Entry(String name, Type type) {}

    /** Whether there is anything at the path, of whatever type; links are not followed. */
    boolean exists(String path) throws IOException;

    /**
     * Length in bytes of a regular file.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IOException also if it is not a regular file
     */
    long size(String path) throws IOException;

    /**
     * Reads up to {@code to - from} bytes from a position of a regular file (never through a link)
     * into {@code buffer[from, to)}; fewer only where the file ends.
     *
     * @return how many bytes were read, 0 at or behind the end of the file
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    int read(String path, long position, byte[] buffer, int from, int to) throws IOException;

    /** What stands in a folder, sorted by name; nothing if there is no such folder. */
    List<Entry> list(String folder) throws IOException;

    /**
     * The same in no order, and read on as it is asked for: there may be millions.
     *
     * @throws IOException if the folder cannot be read
     */
    default Listing listing(String folder) throws IOException {
        return Listing.of(list(folder));
    }

    /** What stands in a folder, one after another. One thread's own. */
    interface Listing extends AutoCloseable {
        /** Null behind the last. */
        @Nullable
        Entry next() throws IOException;

        @Override
        void close() throws IOException;

        static Listing of(List<Entry> entries) {
            Iterator<Entry> rest = entries.iterator();
            return new Listing() {
                @Override
                public @Nullable Entry next() {
                    return rest.hasNext() ? rest.next() : null;
                }

                @Override
                public void close() {}
            };
        }
    }

    /** A file held open for many reads. */
    OpenFile open(String path) throws IOException;

    /** A regular file that is open for reading. Safe for several threads. */
    interface OpenFile extends AutoCloseable {
        long size() throws IOException;

        /** As {@link Files#read}. */
        int read(long position, byte[] buffer, int from, int to) throws IOException;

        @Override
        void close() throws IOException;
    }
}
