package io.hostledger.cli;

import io.hostledger.chain.Rfc3339;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which time is asked about. */
final class WindowOptions {
    @Option(names = "--since", paramLabel = "TIME", description = "From then on: " + Moments.FORMS + ".")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before then.")
    private @Nullable Instant until;

    /**
     * A window in microseconds since 1970.
     *
     * @param since counts in
     * @param until does not
     */
    record Window(long since, long until) {}

    /** @throws ParameterException if the window ends before it begins */
    Window window(CommandSpec spec) {
        Window window = new Window(
                since == null ? Long.MIN_VALUE : Rfc3339.microsNotBefore(since),
                until == null ? Long.MAX_VALUE : Rfc3339.microsNotBefore(until));
        if (window.until < window.since) {
            throw new ParameterException(spec.commandLine(), "--until is before --since");
        }
        return window;
    }
}
