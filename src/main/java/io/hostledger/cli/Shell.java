package io.hostledger.cli;

import io.hostledger.verify.Finding;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/**
 * What a command is called with: where it writes, and what it may know of the world.
 *
 * @param out the answer, UTF-8 whatever the locale
 * @param err everything else
 * @param screen where {@code out} goes
 * @param messages where {@code err} goes
 * @param clock the time, in the zone in which "yesterday" begins
 */
public record Shell(
        PrintWriter out,
        PrintWriter err,
        Terminal screen,
        Terminal messages,
        Map<String, String> environment,
        Clock clock,
        Pause pause) {

    /** Waits before a file is looked at again. */
    @FunctionalInterface
    public interface Pause {
        /** Whether to go on. */
        boolean goOn();
    }

    private static final long LOOK_MILLIS = 200;

    /** That of this process. */
    public static Shell ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Shell(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Terminal.of(1, environment),
                Terminal.of(2, environment),
                environment,
                Clock.systemDefaultZone(),
                Shell::sleep);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new AnswerStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
    }

    private static boolean sleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is configured under a key, by a system property or an environment variable. */
    String setting(String key, String otherwise) {
        String variable = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        String set = System.getProperty(key, environment.getOrDefault(variable, ""));
        return set.isEmpty() ? otherwise : set;
    }

    /** Shows something that is wrong beside the answer. */
    void warn(Finding finding) {
        out.flush();
        new FindingText(err, new Paint(messages.colours())).print(finding);
        err.flush();
    }

    /** Colours for {@code out}. */
    Paint paint() {
        return new Paint(screen.colours());
    }
}
