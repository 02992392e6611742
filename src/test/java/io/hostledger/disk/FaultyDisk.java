package io.hostledger.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A disk whose calls fail when a script says so. Calls that change or sync something are numbered from
 * 0 as they are made, writes of {@link Disk.SyncedFile}s among them; reads, {@link #freeSpace} and the
 * closing of files are not.
 */
public final class FaultyDisk implements Disk {
    /** What becomes of a call. */
    public enum Fate {
        PASS,
        /** Nothing is done, and it fails. */
        FAIL_BEFORE,
        /** All is done, and it fails nevertheless. */
        FAIL_AFTER,
        /**
         * All of a write is done and seen, a synced write's bytes too, but nothing is synced; then it
         * fails, and a later sync makes nothing of it durable.
         */
        FAIL_UNSYNCED,
        /** Half the bytes of a write, or half of the paths, is done, then it fails; other calls are done in full. */
        FAIL_HALFWAY,
        /** Nothing is done, for want of space. */
        NO_SPACE,
        /** Half is done, as with {@link #FAIL_HALFWAY}, then space is wanting. */
        NO_SPACE_HALFWAY
    }

    /**
     * A call.
     *
     * @param name of the method
     * @param path its path, or the first one; empty if it has none
     */
    public record Call(int number, String name, String path) {}

    /** Decides what becomes of each call. */
    public interface Script {
        Fate fate(Call call);
    }

    private final Disk disk;
    private final FakeDisk below;
    private volatile Script script;

    /** Guarded by itself. */
    private final List<Call> calls = new ArrayList<>();

    public FaultyDisk(FakeDisk disk, Script script) {
        this(disk, disk, script);
    }

    /** @param below what the disk comes down to: a sync that fails makes it lose what was not synced before */
    public FaultyDisk(Disk disk, FakeDisk below, Script script) {
        this.disk = disk;
        this.below = below;
        this.script = script;
    }

    /** Another script from the next call on; the numbers go on. */
    public void setScript(Script script) {
        this.script = script;
    }

    /** The calls made so far, by number. */
    public List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    @Override
    public Files files() {
        return disk.files();
    }

    @Override
    public CompletionStage<Void> append(List<Append> appends) {
        return run("append", paths(appends), () -> disk.append(appends), () -> disk.append(half(appends)));
    }

    @Override
    public CompletionStage<Void> overwrite(List<Append> runs) {
        return run("overwrite", paths(runs), () -> disk.overwrite(runs), () -> disk.overwrite(half(runs)));
    }

    @Override
    public CompletionStage<Void> sync(Collection<String> paths) {
        CompletionStage<Void> synced =
                run("sync", paths, () -> disk.sync(paths), () -> disk.sync(half(paths)), () -> lost(paths));
        var unused = synced.exceptionallyCompose(failure -> lost(paths));
        return synced;
    }

    @Override
    public CompletionStage<Void> syncFolders(Collection<String> folders) {
        return run("syncFolders", folders, () -> disk.syncFolders(folders), () -> disk.syncFolders(half(folders)));
    }

    @Override
    public CompletionStage<Void> createFolder(String folder) {
        return run("createFolder", folder, () -> disk.createFolder(folder));
    }

    @Override
    public CompletionStage<Void> replace(String path, byte[] content) {
        return run("replace", path, () -> disk.replace(path, content));
    }

    @Override
    public CompletionStage<Void> delete(String path) {
        return run("delete", path, () -> disk.delete(path));
    }

    @Override
    public CompletionStage<SyncedFile> createZeroed(String path, long length) {
        CompletableFuture<SyncedFile> opened = new CompletableFuture<>();
        run("createZeroed", path, () -> disk.createZeroed(path, length)).whenComplete((file, fault) -> {
            if (fault == null) {
                opened.complete(new Faulty(path, file));
            } else {
                opened.completeExceptionally(fault);
            }
        });
        return opened;
    }

    @Override
    public CompletionStage<Long> freeSpace() {
        return disk.freeSpace();
    }

    private final class Faulty implements SyncedFile {
        private final String path;
        private final SyncedFile file;

        Faulty(String path, SyncedFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public CompletionStage<Void> write(long position, byte[] bytes, int from, int to) {
            return run(
                    "write",
                    List.of(path),
                    () -> file.write(position, bytes, from, to),
                    () -> file.write(position, bytes, from, from + (to - from) / 2),
                    () -> disk.overwrite(List.of(new Append(path, position, bytes, from, to)))
                            .thenCompose(done -> lost(List.of(path))));
        }

        @Override
        public CompletionStage<Void> close() {
            return file.close();
        }
    }

    private <T> CompletionStage<T> run(String name, String path, Supplier<CompletionStage<T>> whole) {
        return run(name, List.of(path), whole, whole);
    }

    private CompletionStage<Void> lost(Collection<String> paths) {
        below.loseUnsynced(paths);
        return CompletableFuture.completedStage(null);
    }

    private <T> CompletionStage<T> run(
            String name,
            Collection<String> paths,
            Supplier<CompletionStage<T>> whole,
            Supplier<CompletionStage<T>> half) {
        return run(name, paths, whole, half, whole);
    }

    private <T> CompletionStage<T> run(
            String name,
            Collection<String> paths,
            Supplier<CompletionStage<T>> whole,
            Supplier<CompletionStage<T>> half,
            Supplier<CompletionStage<T>> unsynced) {
        String path = paths.isEmpty() ? "" : paths.iterator().next();
        Call call;
        synchronized (calls) {
            call = new Call(calls.size(), name, path);
            calls.add(call);
        }
        String said = path + ": scripted fault of call " + call.number + ", " + name;
        IOException fault = new IOException(said);
        IOException noSpace = new NoSpace(said, fault);
        return switch (script.fate(call)) {
            case PASS -> whole.get();
            case FAIL_BEFORE -> CompletableFuture.failedFuture(fault);
            case NO_SPACE -> CompletableFuture.failedFuture(noSpace);
            case FAIL_AFTER -> after(whole.get(), fault);
            case FAIL_UNSYNCED -> after(unsynced.get(), fault);
            case FAIL_HALFWAY -> after(half.get(), fault);
            case NO_SPACE_HALFWAY -> after(half.get(), noSpace);
        };
    }

    private static <T> CompletionStage<T> after(CompletionStage<?> done, IOException fault) {
        CompletableFuture<T> failed = new CompletableFuture<>();
        done.whenComplete((value, other) -> failed.completeExceptionally(fault));
        return failed;
    }

    private static List<String> paths(List<Append> appends) {
        return appends.stream().map(Append::path).toList();
    }

    private static List<String> half(Collection<String> paths) {
        return List.copyOf(paths).subList(0, paths.size() / 2);
    }

    /** The first half of all bytes, so that a line is torn. */
    private static List<Append> half(List<Append> appends) {
        long rest = appends.stream().mapToLong(each -> each.to() - each.from()).sum() / 2;
        List<Append> half = new ArrayList<>();
        for (Append each : appends) {
            int length = (int) Math.min(rest, each.to() - each.from());
            if (length > 0) {
                half.add(new Append(each.path(), each.offset(), each.bytes(), each.from(), each.from() + length));
            }
            rest -= length;
        }
        return half;
    }
}
