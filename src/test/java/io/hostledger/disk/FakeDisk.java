package io.hostledger.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * A disk in memory that keeps what is seen and what is durable apart. A call does its work when the
 * executor runs it; till then it is in flight. {@link #kill} and {@link #crash} give the disk that the
 * next process would find if this one ended now; this disk is left as it is, so that it can end in
 * many ways.
 */
public final class FakeDisk implements Disk {
    private interface Work<T> {
        T by(MemoryCalls calls) throws IOException;
    }

    private interface Deed {
        void by(MemoryCalls calls) throws IOException;
    }

    private final Executor executor;

    /** Also the lock for all that follows. */
    private final MemoryTree tree;

    private final MemoryFiles files;
    private final List<Work<?>> inFlight = new ArrayList<>();
    private final Switches switches;

    /** @param executor runs the calls, in its own order; {@code Runnable::run}: each before it returns */
    public FakeDisk(Executor executor) {
        this(executor, new MemoryTree(new MemoryFolder()), new Switches());
    }

    private FakeDisk(Executor executor, MemoryTree tree, Switches switches) {
        this.executor = executor;
        this.tree = tree;
        this.files = new MemoryFiles(tree);
        this.switches = switches;
    }

    /** The disk after the process died: completed calls are kept, each one in flight is done, or in part, or not. */
    public FakeDisk kill(Random random) {
        return new FakeDisk(executor, leftByProcess(random), new Switches(switches));
    }

    /** The disk after a loss of power: what is durable, and any part of all else. */
    public FakeDisk crash(Random random) {
        return new FakeDisk(executor, leftByProcess(random).afterPowerLoss(random), new Switches(switches));
    }

    /** From now on syncs of these files, synced writes too, complete and do nothing. */
    public void ignoreSyncs(Predicate<String> paths) {
        switches.ignoredFiles = paths;
    }

    /** From now on syncs of folders complete and do nothing. */
    public void ignoreFolderSyncs() {
        switches.foldersIgnored = true;
    }

    /**
     * A sync of these files has failed: what was written to them before is seen, and a later sync does
     * not make it durable, as it does where it is written again.
     */
    public void loseUnsynced(Collection<String> paths) {
        synchronized (tree) {
            for (String path : paths) {
                try {
                    tree.regular(path).loseUnsynced();
                } catch (IOException e) {
                    // There is no such file, so that there is nothing to lose.
                }
            }
        }
    }

    /** What {@link #freeSpace()} tells, in bytes; writes do not lessen it. */
    public void setFreeSpace(long bytes) {
        switches.freeSpace = bytes;
    }

    /** Puts a file in its place behind everybody's back, durably, with the folders above it. */
    public void put(String path, byte[] content) {
        synchronized (tree) {
            tree.place(path, new MemoryFile(content));
        }
    }

    /** Puts a link there, as {@link #put} does a file. */
    public void putLink(String path) {
        synchronized (tree) {
            tree.place(path, new Node.Link());
        }
    }

    /** Puts an empty folder there, as {@link #put} does a file. */
    public void putFolder(String path) {
        synchronized (tree) {
            tree.place(path, new MemoryFolder());
        }
    }

    /** All regular files as they are seen, by path. */
    public SortedMap<String, byte[]> contents() {
        synchronized (tree) {
            return tree.contents();
        }
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public CompletionStage<Void> append(List<Append> appends) {
        List<Append> all = List.copyOf(appends);
        return run(calls -> calls.append(all));
    }

    @Override
    public CompletionStage<Void> overwrite(List<Append> runs) {
        List<Append> all = List.copyOf(runs);
        return run(calls -> calls.overwrite(all));
    }

    @Override
    public CompletionStage<Void> sync(Collection<String> paths) {
        List<String> all = List.copyOf(paths);
        return run(calls -> calls.sync(all));
    }

    @Override
    public CompletionStage<Void> syncFolders(Collection<String> folders) {
        List<String> all = List.copyOf(folders);
        return run(calls -> calls.syncFolders(all));
    }

    @Override
    public CompletionStage<Void> createFolder(String folder) {
        return run(calls -> calls.createFolder(folder));
    }

    @Override
    public CompletionStage<Void> replace(String path, byte[] content) {
        return run(calls -> calls.replace(path, content));
    }

    @Override
    public CompletionStage<Void> delete(String path) {
        return run(calls -> calls.delete(path));
    }

    @Override
    public CompletionStage<SyncedFile> createZeroed(String path, long length) {
        return call(calls -> new Zeroed(path, calls.createZeroed(path, length), length));
    }

    @Override
    public CompletionStage<Long> freeSpace() {
        return call(calls -> switches.freeSpace);
    }

    private final class Zeroed implements SyncedFile {
        private final String path;
        private final MemoryFile file;
        private final long length;
        private volatile boolean closed;

        Zeroed(String path, MemoryFile file, long length) {
            this.path = path;
            this.file = file;
            this.length = length;
        }

        @Override
        public CompletionStage<Void> write(long position, byte[] bytes, int from, int to) {
            Objects.checkFromToIndex(from, to, bytes.length);
            Objects.checkFromIndexSize(position, (long) to - from, length);
            if (closed) {
                return CompletableFuture.failedFuture(Faults.of(path, "is no longer open"));
            }
            return run(calls -> {
                // What is left by a process is a copy of the tree, with a file of its own at the path.
                MemoryFile target = calls.tree() == tree ? file : calls.tree().regular(path);
                calls.writeSynced(path, target, position, bytes, from, to);
            });
        }

        @Override
        public CompletionStage<Void> close() {
            closed = true;
            return run(calls -> {});
        }
    }

    /** What a test may turn off, and tell. */
    private static final class Switches implements MemoryCalls.HonestSyncs {
        private volatile Predicate<String> ignoredFiles = path -> false;
        private volatile boolean foldersIgnored;
        private volatile long freeSpace = 1L << 40;

        Switches() {}

        Switches(Switches other) {
            this.ignoredFiles = other.ignoredFiles;
            this.foldersIgnored = other.foldersIgnored;
            this.freeSpace = other.freeSpace;
        }

        @Override
        public boolean ofFile(String path) {
            return !ignoredFiles.test(path);
        }

        @Override
        public boolean ofFolders() {
            return !foldersIgnored;
        }
    }

    private CompletionStage<Void> run(Deed deed) {
        return call(calls -> {
            deed.by(calls);
            return null;
        });
    }

    private <T> CompletionStage<T> call(Work<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        synchronized (tree) {
            inFlight.add(work);
        }
        executor.execute(() -> {
            T result;
            try {
                synchronized (tree) {
                    inFlight.remove(work);
                    result = work.by(new MemoryCalls(tree, Tear.NONE, switches));
                }
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
                return;
            }
            done.complete(result);
        });
        return done;
    }

    /** A copy of the tree, on which each call in flight got as far as chance would have it. */
    private MemoryTree leftByProcess(Random random) {
        synchronized (tree) {
            MemoryTree left = tree.copy();
            List<Work<?>> works = new ArrayList<>(inFlight);
            Collections.shuffle(works, random);
            for (Work<?> work : works) {
                int fate = random.nextInt(3);
                if (fate > 0) {
                    leave(work, new MemoryCalls(left, fate == 1 ? Tear.NONE : new Tear(random), switches));
                }
            }
            return left;
        }
    }

    private static void leave(Work<?> work, MemoryCalls calls) {
        try {
            work.by(calls);
        } catch (Tear.CutOff | IOException e) {
            // It got no further, and nobody is told.
        }
    }
}
