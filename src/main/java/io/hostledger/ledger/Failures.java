package io.hostledger.ledger;

import io.hostledger.disk.NoSpace;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a failed stage failed of. */
final class Failures {
    private Failures() {}

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
