package io.hostledger.disk.vertx;

import io.hostledger.disk.DataDirectory;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files without looking at their folders each time: with many elements a file is opened for
 * most changes, and its folders would be four times the work of the file. Safe for several threads.
 */
final class KnownFolders {
    private final DataDirectory directory;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    KnownFolders(DataDirectory directory) {
        this.directory = directory;
    }

    /** What stands at a path, a link as such; null if nothing does. */
    @Nullable
    BasicFileAttributes look(String path) throws IOException {
        String folder = Folders.above(path);
        if (known.contains(folder)) {
            return directory.lookInFolder(path);
        }
        BasicFileAttributes found = directory.look(path);
        if (found != null) {
            known.add(folder);
        }
        return found;
    }

    /** Looks at every folder again from here on: done at each checkpoint, so that no link stands in a path for long. */
    void forget() {
        known.clear();
    }
}
