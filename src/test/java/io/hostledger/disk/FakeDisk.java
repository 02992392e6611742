package io.hostledger.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * A disk in memory that keeps what is seen and what is durable apart. A call does its work when the
 * executor runs it; till then it is in flight. {@link #kill} and {@link #crash} give the disk that a
 * process would find if this one ended now; this one is left as it is, so that it can end in many ways.
 */
public final class FakeDisk implements Disk {
    private interface Work<T> {
        T on(MemoryTree tree, Tear tear) throws IOException;
    }

    private final Executor executor;

    /** Also the lock for all that follows. */
    private final MemoryTree tree;

    private final MemoryFiles files;
    private final Set<Work<?>> inFlight = new LinkedHashSet<>();
    private Predicate<String> ignoredSyncs = path -> false;
    private boolean folderSyncsIgnored;
    private long freeSpace = 1L << 40;

    /** @param executor runs the calls, one after another; {@code Runnable::run}: each before it returns */
    public FakeDisk(Executor executor) {
        this(executor, new MemoryTree(new MemoryFolder()));
    }

    private FakeDisk(Executor executor, MemoryTree tree) {
        this.executor = executor;
        this.tree = tree;
        this.files = new MemoryFiles(tree);
    }

    /** The disk after the process died: completed calls are kept, each one in flight is done, or in part, or not. */
    public FakeDisk kill(Random random) {
        return like(leftByProcess(random));
    }

    /** The disk after a loss of power: what is durable, and any part of all else. */
    public FakeDisk crash(Random random) {
        return like(leftByProcess(random).afterPowerLoss(random));
    }

    /** From now on syncs of these files, synced writes too, complete and do nothing. */
    public void ignoreSyncs(Predicate<String> paths) {
        synchronized (tree) {
            ignoredSyncs = paths;
        }
    }

    /** From now on syncs of folders complete and do nothing. */
    public void ignoreFolderSyncs() {
        synchronized (tree) {
            folderSyncsIgnored = true;
        }
    }

    /** What {@link #freeSpace()} tells; writes do not lessen it. */
    public void setFreeSpace(long bytes) {
        synchronized (tree) {
            freeSpace = bytes;
        }
    }

    /** Puts a file in its place behind everybody's back, durably, with the folders above it. */
    public void put(String path, byte[] content) {
        place(path, new MemoryFile(content));
    }

    /** Puts a link there, as {@link #put} does a file. */
    public void putLink(String path) {
        place(path, new Node.Link());
    }

    /** All regular files as they are seen, by path. */
    public SortedMap<String, byte[]> contents() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        synchronized (tree) {
            collect("", tree.root, contents);
        }
        return contents;
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public CompletionStage<Void> append(List<Append> appends) {
        return write(appends, true);
    }

    @Override
    public CompletionStage<Void> overwrite(List<Append> runs) {
        return write(runs, false);
    }

    private CompletionStage<Void> write(List<Append> appends, boolean onlyAtTheEnd) {
        List<Append> all = List.copyOf(appends);
        return later((on, tear) -> {
            for (Append append : all) {
                long offset = append.offset();
                MemoryFile file = on.toWrite(append.path(), offset == 0, tear);
                int length = file.seen().length();
                if (onlyAtTheEnd ? length != offset : length < offset) {
                    throw Faults.of(append.path(), "ends at byte " + length + " and not at byte " + offset);
                }
                write(file, offset, append.bytes(), append.from(), append.to(), tear);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Void> sync(Collection<String> paths) {
        List<String> all = List.copyOf(paths);
        return later((on, tear) -> {
            for (String path : all) {
                tear.step();
                sync(path, on.regular(path));
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Void> syncFolders(Collection<String> folders) {
        List<String> all = List.copyOf(folders);
        return later((on, tear) -> {
            for (String folder : all) {
                tear.step();
                MemoryFolder found = on.folder(folder);
                if (!folderSyncsIgnored) {
                    found.sync();
                }
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Void> createFolder(String folder) {
        return later((on, tear) -> {
            on.makeFolder(folder, tear);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> replace(String path, byte[] content) {
        return later((on, tear) -> {
            Node found = on.look(path);
            if (found != null) {
                MemoryTree.requireRegular(path, found);
            }
            MemoryFolder folder = on.folder(MemoryTree.above(path));
            String name = MemoryTree.name(path);
            MemoryFile file = new MemoryFile(new byte[0]);
            tear.step();
            folder.put("." + name + ".tmp", file);
            write(file, 0, content, 0, content.length, tear);
            tear.step();
            sync(path, file);
            tear.step();
            folder.move("." + name + ".tmp", name);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> delete(String path) {
        return later((on, tear) -> {
            Node found = on.look(path);
            if (found != null) {
                MemoryTree.requireRegular(path, found);
                tear.step();
                on.folder(MemoryTree.above(path)).remove(MemoryTree.name(path));
            }
            return null;
        });
    }

    @Override
    public CompletionStage<SyncedFile> createZeroed(String path, long length) {
        return later((on, tear) -> {
            if (on.look(path) != null) {
                throw new FileAlreadyExistsException(path);
            }
            MemoryFolder folder = on.folder(MemoryTree.above(path));
            MemoryFile file = new MemoryFile(new byte[0]);
            tear.step();
            folder.put(MemoryTree.name(path), file);
            write(file, 0, new byte[Math.toIntExact(length)], 0, Math.toIntExact(length), tear);
            tear.step();
            sync(path, file);
            return new Zeroed(path, file, length);
        });
    }

    @Override
    public CompletionStage<Long> freeSpace() {
        return later((on, tear) -> freeSpace);
    }

    private final class Zeroed implements SyncedFile {
        private final String path;
        private final MemoryFile file;
        private final long length;
        private boolean closed;

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
            return later((on, tear) -> {
                // What is left by a process is a copy of the tree, with a file of its own at the path.
                MemoryFile target = on == tree ? file : on.regular(path);
                FakeDisk.this.write(target, position, bytes, from, to, tear);
                tear.step();
                sync(path, target);
                return null;
            });
        }

        @Override
        public CompletionStage<Void> close() {
            closed = true;
            return later((on, tear) -> null);
        }
    }

    private void write(MemoryFile file, long position, byte[] bytes, int from, int to, Tear tear) {
        tear.step();
        int reach = tear.reach(to - from);
        file.write(position, bytes, from, from + reach);
        if (reach < to - from) {
            throw new Tear.CutOff();
        }
    }

    private void sync(String path, MemoryFile file) {
        if (!ignoredSyncs.test(path)) {
            file.sync();
        }
    }

    private <T> CompletionStage<T> later(Work<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        synchronized (tree) {
            inFlight.add(work);
        }
        executor.execute(() -> {
            T result;
            try {
                synchronized (tree) {
                    inFlight.remove(work);
                    result = work.on(tree, Tear.NONE);
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
                    try {
                        work.on(left, fate == 1 ? Tear.NONE : new Tear(random));
                    } catch (Tear.CutOff | IOException e) {
                        // It got no further; nobody is told.
                    }
                }
            }
            return left;
        }
    }

    private FakeDisk like(MemoryTree left) {
        FakeDisk disk = new FakeDisk(executor, left);
        synchronized (tree) {
            disk.ignoredSyncs = ignoredSyncs;
            disk.folderSyncsIgnored = folderSyncsIgnored;
            disk.freeSpace = freeSpace;
        }
        return disk;
    }

    private void place(String path, Node node) {
        synchronized (tree) {
            try {
                MemoryFolder folder = tree.makeFolder(MemoryTree.above(path), Tear.NONE);
                folder.put(MemoryTree.name(path), node);
                for (String above = path; !above.isEmpty(); ) {
                    above = MemoryTree.above(above);
                    tree.folder(above).sync();
                }
            } catch (IOException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    private static void collect(String path, MemoryFolder folder, SortedMap<String, byte[]> contents) {
        folder.seen().forEach((name, node) -> {
            String at = path.isEmpty() ? name : path + "/" + name;
            switch (node) {
                case MemoryFile file -> contents.put(at, file.seen().copy());
                case MemoryFolder inner -> collect(at, inner, contents);
                case Node.Link link -> {}
            }
        });
    }
}
