package io.hostledger.disk;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Hands every call on to another disk: to be changed in one of them. */
public class PassingDisk implements Disk {
    protected final Disk disk;

    protected PassingDisk(Disk disk) {
        this.disk = disk;
    }

    @Override
    public Files files() {
        return disk.files();
    }

    @Override
    public CompletionStage<Void> append(List<Append> appends) {
        return disk.append(appends);
    }

    @Override
    public CompletionStage<Void> overwrite(List<Append> runs) {
        return disk.overwrite(runs);
    }

    @Override
    public CompletionStage<Void> sync(Collection<String> paths) {
        return disk.sync(paths);
    }

    @Override
    public CompletionStage<Void> syncFolders(Collection<String> folders) {
        return disk.syncFolders(folders);
    }

    @Override
    public CompletionStage<Void> createFolder(String folder) {
        return disk.createFolder(folder);
    }

    @Override
    public CompletionStage<Void> replace(String path, byte[] content) {
        return disk.replace(path, content);
    }

    @Override
    public CompletionStage<Void> delete(String path) {
        return disk.delete(path);
    }

    @Override
    public CompletionStage<SyncedFile> createZeroed(String path, long length) {
        return disk.createZeroed(path, length);
    }

    @Override
    public CompletionStage<Long> freeSpace() {
        return disk.freeSpace();
    }
}
