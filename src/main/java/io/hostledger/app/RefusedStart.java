package io.hostledger.app;

import io.hostledger.ledger.DamagedLedger;
import io.quarkus.runtime.PreventFurtherStepsException;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/** Why the service does not start, in one line on standard error and without a stack trace. */
final class RefusedStart {
    private static final int EXIT_CODE = 1;

    private RefusedStart() {}

    /**
     * The exception that ends the start with a sentence, if the fault is one that an operator can
     * do something about; else one with its stack trace.
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
        return new PreventFurtherStepsException("hostledger does not start: " + fault.getMessage(), EXIT_CODE);
    }
}
