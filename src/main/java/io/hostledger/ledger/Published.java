package io.hostledger.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Central blocks that became visible together, in height order.
 *
 * @param now how far readers see with them
 * @param lines the blocks; their lines stand one behind another in one buffer, each with its newline
 */
public record Published(Visible now, List<Line> lines) {
    /**
     * A central line, {@code bytes[from, to)} without its newline, and the element line of the same
     * change, if it is one.
     */
    public record Line(Outcome.Block central, Outcome.@Nullable Block element) {}

    /** Is told of what becomes visible, on the appender's context, in order; must be quick. */
    @FunctionalInterface
    public interface Listener {
        void published(Published blocks);
    }
}
