package io.hostledger.cli;

import io.hostledger.chain.CentralBlock.ElementRef;
import io.hostledger.cli.WindowOptions.Window;
import io.hostledger.query.BlockFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which blocks of the central ledger are wanted: those that have all that is given. */
final class FilterOptions {
    @Option(names = "--actor", paramLabel = "NAME", description = "Done by this actor.")
    @Nullable
    String actor;

    @Option(names = "--element-id", paramLabel = "ID", description = "Of this element.")
    @Nullable
    String elementId;

    @Option(
            names = "--element-prefix",
            paramLabel = "TEXT",
            description = "Of elements whose ids start so: interface:, file:/etc/")
    @Nullable
    String elementPrefix;

    @Option(
            names = "--element-type",
            paramLabel = "TYPE",
            description = "Of elements of this type: NetworkInterface, File.")
    @Nullable
    String elementType;

    @Option(names = "--category", paramLabel = "WORD", description = "Of this category.")
    @Nullable
    String category;

    @Option(names = "--action", paramLabel = "WORD", description = "With this action.")
    @Nullable
    String action;

    @Option(names = "--correlation-id", paramLabel = "ID", description = "With this correlation id.")
    @Nullable
    String correlationId;

    /** The same for questions about the past. */
    BlockFilter within(Window window) {
        return new BlockFilter(
                0,
                Long.MAX_VALUE,
                window.since(),
                window.until(),
                actor,
                elementId,
                elementPrefix,
                elementType,
                category,
                action,
                correlationId);
    }

    boolean match(CentralEntry entry) {
        ElementRef element = entry.element();
        return is(actor, entry.actor())
                && is(category, entry.category())
                && is(action, entry.action())
                && is(correlationId, entry.correlationId())
                && is(elementId, element == null ? null : element.id())
                && is(elementType, element == null ? null : element.type())
                && (elementPrefix == null || (element != null && element.id().startsWith(elementPrefix)));
    }

    private static boolean is(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }
}
