package io.hostledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a stream goes.
 *
 * @param tty whether a person reads it, rather than a file or a program
 * @param colours whether it may be coloured
 * @param width in characters
 */
public record Terminal(boolean tty, boolean colours, int width) {
    /** A file or a pipe. */
    public static final Terminal NONE = new Terminal(false, false, 80);

    private static final int WIDTH = 80;
    private static final int MIN_WIDTH = 40;

    /**
     * What a file descriptor of this process is. Java's own console tells only whether both input and
     * output are terminals, so the descriptor's link is read, where the system has such links.
     *
     * @param descriptor 1 or 2
     */
    static Terminal of(int descriptor, Map<String, String> environment) {
        if (!isTty(Path.of("/proc/self/fd/" + descriptor))) {
            return NONE;
        }
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(true, !plain, width(environment.getOrDefault("COLUMNS", "")));
    }

    private static boolean isTty(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.startsWith("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return !Files.exists(link.getParent()) && System.console() != null;
        }
    }

    private static int width(String columns) {
        return columns.matches("[1-9][0-9]{0,3}") ? Math.max(MIN_WIDTH, Integer.parseInt(columns)) : WIDTH;
    }
}
