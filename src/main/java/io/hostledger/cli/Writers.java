package io.hostledger.cli;

import io.hostledger.chain.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells whether a service is writing a data directory, without taking its lock even for a moment. */
final class Writers {
    private static final String LOCKS = "/proc/locks";

    private Writers() {}

    /**
     * Whether a process holds the directory's lock, as far as the system says: of this machine, or of this
     * container.
     */
    static boolean isLocked(Path directory) {
        try {
            List<String> locks = Files.readAllLines(Path.of(LOCKS));
            Path lock = directory.resolve(Layout.LOCK);
            Map<String, Object> found = Files.readAttributes(lock, "unix:ino,dev", LinkOption.NOFOLLOW_LINKS);
            String inode = String.valueOf(found.get("ino"));
            String device = found.get("dev") instanceof Long number ? device(number) : "";
            String process = Files.readString(lock, StandardCharsets.ISO_8859_1).strip();
            return locks.stream().anyMatch(line -> holds(line, process, inode, device));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Whether a line of the system's list of locks, like {@code 1: POSIX  ADVISORY  WRITE 3568 fd:00:2531452 0 EOF},
     * is about a file. Its inode must be there, and either its device, which layered file systems give as
     * another one, or the process that says that it holds it, which has another number in its own container.
     */
    static boolean holds(String line, String process, String inode, String device) {
        String[] words = line.trim().split(" +");
        return words.length > 5
                && words[1].equals("POSIX")
                && words[3].equals("WRITE")
                && words[5].endsWith(":" + inode)
                && (words[4].equals(process) || words[5].equals(device + ":" + inode));
    }

    /** A device's number as the system's list writes it. */
    private static String device(long device) {
        long major = device >> 8 & 0xFFF | device >> 32 & ~0xFFFL;
        long minor = device & 0xFF | device >> 12 & ~0xFFL;
        return String.format(Locale.ROOT, "%02x:%02x", major, minor & 0xFFFF_FFFFL);
    }

    /** Bytes of the central ledger; 0 if there is none, or nothing that has a length. */
    static long ledgerLength(io.hostledger.disk.Files files) {
        try {
            return files.size(Layout.LEDGER);
        } catch (IOException e) {
            return 0;
        }
    }
}
