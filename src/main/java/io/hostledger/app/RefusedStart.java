package io.hostledger.app;

import io.hostledger.ledger.DamagedLedger;
import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/** Why the service does not start, in one line on standard error and without a stack trace. */
final class RefusedStart {
    private static final int EXIT_CODE = 1;

    private RefusedStart() {}

    /**
     * Ends the process with a sentence, if the fault is one that an operator can do something about;
     * else the exception that ends the start with its stack trace. In tests and in development the
     * process goes on, and the sentence is the exception's.
     */
    static RuntimeException because(Throwable fault) {
        return switch (fault) {
            case CompletionException wrapped when wrapped.getCause() != null -> because(wrapped.getCause());
            case DamagedLedger damaged -> sentence(damaged);
            case IOException unusable -> sentence(unusable);
            case IllegalArgumentException misconfigured -> sentence(misconfigured);
            default -> new IllegalStateException(fault);
        };
    }

    private static RuntimeException sentence(Throwable fault) {
        String sentence = "hostledger does not start: " + fault.getMessage();
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            System.err.println(sentence);
            System.err.flush();
            // Nothing has begun that would have to end in order, and Quarkus would say more than a line.
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        return new IllegalStateException(sentence, fault);
    }
}
