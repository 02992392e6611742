package io.hostledger.app;

import io.hostledger.index.UnreadableLedger;
import io.hostledger.ledger.DamagedLedger;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why the service does not start, in one line on standard error and without a stack trace. */
final class RefusedStart {
    private static final int EXIT_CODE = 1;

    private RefusedStart() {}

    /**
     * Ends the process: with a sentence, if the fault is one that an operator can do something about, else
     * with the stack trace. In tests and in development the process goes on, and the sentence is the
     * exception's.
     */
    static RuntimeException because(Throwable fault) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            String reason = reason(at);
            if (reason != null) {
                return sentence(reason, fault);
            }
        }
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            fault.printStackTrace();
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        return new IllegalStateException(fault);
    }

    /** The data directory cannot be used. */
    static RuntimeException because(Path dataDir, IOException fault) {
        return sentence(dataDir + ": " + words(fault), fault);
    }

    private static @Nullable String reason(Throwable fault) {
        return switch (fault) {
            case ConfigValidationException misconfigured -> Misconfigured.sentence(misconfigured);
            case QuarkusBindException unbound ->
                unbound.getHost() + ":" + unbound.getPort() + ": " + last(unbound.getMessage());
            case IllegalStateException e
            when e.getCause() instanceof BindException ->
                e.getMessage() + ": " + last(e.getCause().getMessage());
            case DamagedLedger damaged -> damaged.getMessage();
            case UnreadableLedger damaged ->
                damaged.getMessage() + "; keep a copy: hostledger verify tells all that is wrong with it";
            case IOException unusable -> words(unusable);
            case IllegalArgumentException misconfigured -> misconfigured.getMessage();
            default -> null;
        };
    }

    /** The system's words, which the library has put its own before. */
    private static String last(@Nullable String message) {
        return message == null
                ? "cannot be listened on"
                : message.substring(message.lastIndexOf(": ") + 1).strip();
    }

    private static String words(IOException fault) {
        String message = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        return switch (fault) {
            case AccessDeniedException e ->
                named(e.getFile()) + "may not be written by this user; give it to the user that the service runs as";
            case NoSuchFileException e ->
                named(e.getFile()) + "is not there, and cannot be made; make it, or mend hostledger.data-dir";
            default ->
                (message.startsWith(": ") ? message.substring(2) : message)
                        + "; what to do is in operations.md under What stops a start";
        };
    }

    private static String named(@Nullable String file) {
        return file == null || file.isEmpty() ? "" : file + " ";
    }

    private static RuntimeException sentence(String reason, Throwable fault) {
        String sentence = "hostledger does not start: " + reason.replaceAll("\\s+", " ");
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            System.err.println(sentence);
            System.err.flush();
            // Nothing has begun that would have to end in order, and Quarkus would say more than a line.
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        return new IllegalStateException(sentence, fault);
    }
}
