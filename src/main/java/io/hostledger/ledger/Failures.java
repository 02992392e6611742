package io.hostledger.ledger;

import io.hostledger.disk.NoSpace;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a failed stage failed of. */
final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class.getName());

    private Failures() {}

    /** What a call gives; where the call itself throws, a failed stage: whoever waits for its end is to hear of it. */
    static <T> CompletionStage<T> stage(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedStage(e);
        }
    }

    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    static boolean isNoSpace(Throwable failure) {
        return cause(failure) instanceof NoSpace;
    }

    /** Why what rests on a file was not taken: the file is damaged, or cannot be read. */
    static Refusal refusal(@Nullable Throwable failure) {
        String sentence = sentence(failure);
        return failure != null && cause(failure) instanceof IOException
                ? new Refusal.Unreadable(sentence)
                : new Refusal.Damaged(sentence);
    }

    /** Why the ledger takes no changes, for callers too: a fault of the program, whose message may hold anything, is in the log alone. */
    static String reason(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof IOException || cause instanceof DamagedLedger) {
            return sentence(cause);
        }
        LOG.log(Level.SEVERE, "a fault of the program", cause);
        return "a fault of the program: " + cause.getClass().getSimpleName();
    }

    /** For the operator: the message, or what kind of failure it is where that has none. */
    static String sentence(@Nullable Throwable failure) {
        if (failure == null) {
            return "unknown failure";
        }
        Throwable cause = cause(failure);
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
