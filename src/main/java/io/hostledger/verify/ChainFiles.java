package io.hostledger.verify;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.Files.Entry;
import io.hostledger.disk.Files.Listing;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The files of element chains, one after another, for several threads; what else stands there is a finding. */
final class ChainFiles implements AutoCloseable {
    private record Folder(String path, Listing rest) {}

    /** No deeper are folders held open: those of the types are two deep, or as they are configured. */
    private static final int DEEPEST = 16;

    /** How the name of a file ends that is to be renamed over another one. */
    private static final String BEING_WRITTEN = Layout.SUFFIX + ".tmp";

    private final Files files;
    private final boolean live;
    private final Findings findings;
    private final Deque<Folder> open = new ArrayDeque<>(); // guarded by this
    private long count;

    ChainFiles(Files files, boolean live, Findings findings) {
        this.files = files;
        this.live = live;
        this.findings = findings;
    }

    /** Begins at the folder of all chains, which is known to be one. */
    void start() {
        enter(Layout.CHAINS);
    }

    private synchronized void enter(String folder) {
        try {
            Listing listing = open.size() < DEEPEST ? files.listing(folder) : Listing.of(files.list(folder));
            open.push(new Folder(folder, listing));
        } catch (IOException e) {
            unreadable(folder, e);
        }
    }

    private void unreadable(String folder, IOException e) {
        String detail = "the folder cannot be read: " + e.getMessage();
        findings.add(new Finding(FindingKind.UNREADABLE_LINE, folder, 0, 0, null, null, detail));
    }

    /** The next entry of a folder; null behind the last, and where it cannot be read on. */
    private @Nullable Entry next(Folder folder) {
        try {
            return folder.rest.next();
        } catch (IOException e) {
            unreadable(folder.path, e);
            return null;
        }
    }

    private static void close(Folder folder) {
        try {
            folder.rest.close();
        } catch (IOException e) {
            // It was only read.
        }
    }

    @Override
    public synchronized void close() {
        open.forEach(ChainFiles::close);
    }

    /** The next file; null if there is none left. */
    synchronized @Nullable String next() {
        while (!open.isEmpty()) {
            Folder folder = open.element();
            Entry entry = next(folder);
            if (entry == null) {
                close(open.pop());
                continue;
            }
            String path = folder.path + "/" + entry.name();
            switch (entry.type()) {
                case FOLDER -> enter(path);
                case REGULAR -> {
                    if (path.endsWith(Layout.SUFFIX)) {
                        count++;
                        return path;
                    }
                    if (!live || !entry.name().endsWith(BEING_WRITTEN)) {
                        stray(findings, path, "the file is no element chain");
                    }
                }
                case OTHER ->
                    stray(findings, path, "this is a link, or no regular file, or has a name that no element gives");
            }
        }
        return null;
    }

    /** How many files there were. */
    synchronized long count() {
        return count;
    }

    static void stray(Findings findings, String path, String detail) {
        findings.add(new Finding(FindingKind.STRAY_FILE, path, 0, 0, null, null, detail));
    }
}
