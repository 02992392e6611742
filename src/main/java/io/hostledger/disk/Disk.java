package io.hostledger.disk;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Writes a data directory. No call blocks; each stage completes when its work is done, on any
 * thread, exceptionally with an {@link java.io.IOException} (a {@link NoSpace} when the disk is full)
 * that names the path, and not where the data directory is. What hangs on a stage must be quick, or
 * go elsewhere: the thread has more to write, and goes on when that is done.
 *
 * <p><b>Durability.</b> What survives a loss of power: the bytes of a file for which {@link #sync}
 * or a {@link SyncedFile#write} completed after they were written, and a new or renamed or deleted
 * name when {@link #syncFolders} of its folder completed after that. Of everything else any part
 * may survive, at any granularity, in any order. What survives the death of the process: every
 * completed call. After a failed write or sync of a file nothing is known of what was written to
 * it since the last sync; a second sync of the same file proves nothing.
 */
public interface Disk {
    /** The same directory, to be read. A completed write is seen by every read that starts after it. */
    Files files();

    /** Bytes {@code bytes[from, to)} that belong at the end of a file, which is at {@code offset}. */
    record Append(String path, long offset, byte[] bytes, int from, int to) {}

    /**
     * Appends to files, in the order of the list, making files and folders that are missing (a file
     * only where its offset is 0). Fails, having written a part or nothing of it, where a file does
     * not end at the offset, or is not a regular file. Not synced.
     */
    CompletionStage<Void> append(List<Append> appends);

    /**
     * As {@link #append}, but each offset may also lie before its file's end: what stands there is
     * written over, byte for byte, and never cut off first, so that readers of what does not change
     * see no gap. Every byte handed in is written again, also where the same one stands there.
     */
    CompletionStage<Void> overwrite(List<Append> runs);

    /**
     * Makes the bytes and lengths of files durable. Fails where a file is missing, or is no longer
     * the one that was written to.
     */
    CompletionStage<Void> sync(Collection<String> paths);

    /** Makes the names in folders durable ({@code ""} is the data directory itself). */
    CompletionStage<Void> syncFolders(Collection<String> folders);

    /** Makes a folder ({@code ""}: the data directory), and those above it; nothing to do if it is there. Not synced. */
    CompletionStage<Void> createFolder(String folder);

    /**
     * Writes a whole file beside its place (as {@code .<name>.tmp}, which a crash may leave behind),
     * syncs it, renames it over its place. Its folder must be there, and is not synced.
     */
    CompletionStage<Void> replace(String path, byte[] content);

    /** Removes a regular file; nothing to do if there is none. Its folder is not synced. */
    CompletionStage<Void> delete(String path);

    /**
     * Makes a file of zeros, synced, and opens it for synced writes. Fails if it is there; its folder
     * must be, and is not synced.
     */
    CompletionStage<SyncedFile> createZeroed(String path, long length);

    /** Bytes that this process may still write to the file system of the data directory. */
    CompletionStage<Long> freeSpace();

    /** A file each of whose writes is durable when it completes. */
    interface SyncedFile {
        /**
         * Writes {@code bytes[from, to)} at a position, all of it within the length of the file; the
         * caller leaves the bytes alone until it completes.
         */
        CompletionStage<Void> write(long position, byte[] bytes, int from, int to);

        /** Closes the file when the writes in flight are done; nothing to do the second time. */
        CompletionStage<Void> close();
    }
}
