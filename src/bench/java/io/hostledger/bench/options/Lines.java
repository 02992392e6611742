package io.hostledger.bench.options;

import io.hostledger.disk.Files;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.LineCursor;
import java.io.IOException;

/** Lines of a file that stand in the order of their times. */
final class Lines {
    private Lines() {}

    /**
     * Finds the first line of a time, and reads on to the last; how many there are.
     *
     * @param since microseconds since 1970, counts in
     * @param until microseconds since 1970, does not count in
     */
    static long between(Files files, String path, long since, long until, LineCursor.Key time) throws IOException {
        long count = 0;
        try (OpenFile file = files.open(path)) {
            LineCursor cursor = new LineCursor(file, 0, Long.MAX_VALUE, LineCursor.FEW);
            cursor.seekKey(0, since, time);
            while (cursor.next() && time.of(cursor.array(), cursor.from(), cursor.to()) < until) {
                count++;
            }
        }
        return count;
    }
}
