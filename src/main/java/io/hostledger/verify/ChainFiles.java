package io.hostledger.verify;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.Files.Entry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The files of element chains, one after another, for several threads; what else stands there is a finding. */
final class ChainFiles {
    private record Folder(String path, Iterator<Entry> rest) {}

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
    void start() throws IOException {
        enter(Layout.CHAINS);
    }

    private synchronized void enter(String folder) throws IOException {
        open.push(new Folder(folder, files.list(folder).iterator()));
    }

    /** The next file; null if there is none left. */
    synchronized @Nullable String next() throws IOException {
        while (!open.isEmpty()) {
            Folder folder = open.element();
            if (!folder.rest.hasNext()) {
                open.pop();
                continue;
            }
            Entry entry = folder.rest.next();
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
                case OTHER -> stray(findings, path, "this is a link, or no regular file");
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
