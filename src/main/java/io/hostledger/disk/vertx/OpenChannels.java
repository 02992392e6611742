package io.hostledger.disk.vertx;

import io.hostledger.disk.DataDirectory;
import io.hostledger.disk.Faults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that are written to, the most recently used ones kept open. At most {@code bound} are,
 * or as many as are leased at once if that is more.
 */
final class OpenChannels {
    private final DataDirectory directory;
    private final int bound;
    private final KnownFolders folders;

    /** In the order of their last use. Guarded by this, as are the users of each. */
    private final Map<String, Target> targets = new LinkedHashMap<>(64, 0.75f, true);

    /** What went wrong where nobody asked: told when the files are synced. Guarded by this. */
    private final Map<String, IOException> faults = new HashMap<>();

    private boolean closed;

    OpenChannels(DataDirectory directory, int bound) {
        this.directory = directory;
        this.bound = bound;
        this.folders = new KnownFolders(directory);
    }

    interface Work {
        void on(Target target) throws IOException;
    }

    /** Does some work on a file, which stays open afterwards. */
    void on(String path, Work work) throws IOException {
        Target target = lease(path);
        try {
            work.on(target);
        } finally {
            release(target);
        }
    }

    /** Makes the bytes of a file durable; one that is not open is not kept open. */
    void sync(String path) throws IOException {
        Target open = leaseIfOpen(path);
        if (open == null) {
            try (Target once = new Target(directory, folders, path)) {
                once.sync(() -> throwFault(path));
            }
            return;
        }
        try {
            open.sync(() -> throwFault(path));
        } finally {
            release(open);
        }
    }

    /**
     * Makes durable what is in a file so far, if it is still open, before anybody asks for it: a sync of much at once
     * would hold up, on the disk, what callers wait for. What goes wrong is told when the file is synced.
     */
    void syncAhead(String path) {
        Target open = leaseIfOpen(path);
        if (open != null) {
            try {
                open.syncAhead(fault -> keepFault(path, fault));
            } finally {
                release(open);
            }
        }
    }

    private synchronized void keepFault(String path, IOException fault) {
        faults.putIfAbsent(path, fault);
    }

    private synchronized void throwFault(String path) throws IOException {
        IOException fault = faults.remove(path);
        if (fault != null) {
            throw fault;
        }
    }

    /** Makes the names in a folder durable, and looks at all folders again from here on. */
    void syncFolder(String folder) throws IOException {
        folders.forget();
        Folders.sync(directory, folder);
    }

    /** Removes a file, and forgets what went wrong with it. */
    void delete(String path) throws IOException {
        on(path, Target::delete);
        synchronized (this) {
            faults.remove(path);
        }
    }

    /** Closes all files, those in use when they are released; none is opened any more. */
    void close() {
        List<Target> idle = new ArrayList<>();
        synchronized (this) {
            closed = true;
            collectIdle(0, idle);
        }
        closeAll(idle);
    }

    private Target lease(String path) throws IOException {
        List<Target> idle = new ArrayList<>();
        Target target;
        synchronized (this) {
            if (closed) {
                throw new IOException("the disk is closed");
            }
            target = targets.computeIfAbsent(path, missing -> new Target(directory, folders, missing));
            target.users++;
            collectIdle(bound, idle);
        }
        closeAll(idle);
        return target;
    }

    private synchronized @Nullable Target leaseIfOpen(String path) {
        Target target = targets.get(path);
        if (target != null) {
            target.users++;
        }
        return target;
    }

    private void release(Target target) {
        List<Target> idle = new ArrayList<>();
        synchronized (this) {
            giveBack(target);
            collectIdle(closed ? 0 : bound, idle);
        }
        closeAll(idle);
    }

    private void giveBack(Target target) {
        if (--target.users == 0 && !target.isOpen()) {
            targets.remove(target.path);
        }
    }

    /** Leases files that nobody uses, the one longest unused first, so many that no more than {@code keep} are left. */
    private void collectIdle(int keep, List<Target> idle) {
        int tooMany = targets.size() - keep;
        for (Iterator<Target> each = targets.values().iterator(); tooMany > 0 && each.hasNext(); ) {
            Target target = each.next();
            if (target.users == 0) {
                target.users++;
                idle.add(target);
                tooMany--;
            }
        }
    }

    /**
     * Closes leased files, synced or not: the system keeps their bytes, and the fault of a write that
     * failed behind our back, for the sync that opens the file again.
     */
    private void closeAll(List<Target> idle) {
        for (Target target : idle) {
            IOException fault = null;
            try (target) {
                target.requireInPlace();
            } catch (IOException e) {
                fault = Faults.at(target.path, e);
            }
            synchronized (this) {
                if (fault != null) {
                    faults.put(target.path, fault);
                }
                giveBack(target);
            }
        }
    }
}
