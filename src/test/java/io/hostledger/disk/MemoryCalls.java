package io.hostledger.disk;

import io.hostledger.disk.Disk.Append;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Collection;
import java.util.List;

/**
 * What the calls of a {@link Disk} do to a tree, to their end or as far as they get.
 *
 * @param tear how far that is
 * @param syncs which of them do their work
 */
record MemoryCalls(MemoryTree tree, Tear tear, HonestSyncs syncs) {
    /** Which syncs make durable what they say. */
    interface HonestSyncs {
        boolean ofFile(String path);

        boolean ofFolders();
    }

    void append(List<Append> appends) throws IOException {
        for (Append append : appends) {
            MemoryFile file = tree.toWrite(append.path(), append.offset() == 0, tear);
            if (file.seen().length() != append.offset()) {
                throw wrongEnd(append, "should end at byte ", file);
            }
            write(file, append.offset(), append.bytes(), append.from(), append.to());
        }
    }

    void overwrite(List<Append> runs) throws IOException {
        for (Append run : runs) {
            MemoryFile file = tree.toWrite(run.path(), run.offset() == 0, tear);
            if (file.seen().length() < run.offset()) {
                throw wrongEnd(run, "should reach byte ", file);
            }
            write(file, run.offset(), run.bytes(), run.from(), run.to());
        }
    }

    void sync(Collection<String> paths) throws IOException {
        for (String path : paths) {
            tear.step();
            sync(path, tree.regular(path));
        }
    }

    void syncFolders(Collection<String> folders) throws IOException {
        for (String folder : folders) {
            tear.step();
            MemoryFolder found = tree.folder(folder);
            if (syncs.ofFolders()) {
                found.sync();
            }
        }
    }

    void createFolder(String folder) throws IOException {
        tree.makeFolder(folder, tear);
    }

    void replace(String path, byte[] content) throws IOException {
        requireRegularIfThere(path);
        MemoryFolder folder = tree.folder(MemoryTree.above(path));
        String name = MemoryTree.name(path);
        String beside = "." + name + ".tmp";
        syncedFile(path, folder, beside, content);
        tear.step();
        folder.move(beside, name);
    }

    void delete(String path) throws IOException {
        if (requireRegularIfThere(path)) {
            tear.step();
            tree.folder(MemoryTree.above(path)).remove(MemoryTree.name(path));
        }
    }

    MemoryFile createZeroed(String path, long length) throws IOException {
        if (tree.look(path) != null) {
            throw new FileAlreadyExistsException(path);
        }
        MemoryFolder folder = tree.folder(MemoryTree.above(path));
        return syncedFile(path, folder, MemoryTree.name(path), new byte[Math.toIntExact(length)]);
    }

    void writeSynced(String path, MemoryFile file, long position, byte[] bytes, int from, int to) {
        write(file, position, bytes, from, to);
        tear.step();
        sync(path, file);
    }

    private MemoryFile syncedFile(String path, MemoryFolder folder, String name, byte[] content) {
        MemoryFile file = new MemoryFile(new byte[0]);
        tear.step();
        folder.put(name, file);
        writeSynced(path, file, 0, content, 0, content.length);
        return file;
    }

    private void write(MemoryFile file, long position, byte[] bytes, int from, int to) {
        tear.step();
        int reach = tear.reach(to - from);
        file.write(position, bytes, from, from + reach);
        if (reach < to - from) {
            throw new Tear.CutOff();
        }
    }

    private void sync(String path, MemoryFile file) {
        if (syncs.ofFile(path)) {
            file.sync();
        }
    }

    private boolean requireRegularIfThere(String path) throws IOException {
        Node found = tree.look(path);
        if (found == null) {
            return false;
        }
        MemoryTree.requireRegular(path, found);
        return true;
    }

    private static IOException wrongEnd(Append append, String should, MemoryFile file) {
        int length = file.seen().length();
        return Faults.of(append.path(), should + append.offset() + ", and ends at byte " + length);
    }
}
