package io.hostledger.cli;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files.Entry;
import io.hostledger.disk.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data directory a command reads. */
final class DataDirOption {
    static final String DEFAULT = "Default: $HOSTLEDGER_DATA_DIR, else ./data.";

    private static final Set<String> OF_A_LEDGER =
            Set.of(Layout.LEDGER, Layout.CHAINS, Layout.JOURNAL, Layout.INDEX, Layout.LOCK);

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = {"The data directory.", DEFAULT})
    @Nullable
    Path given;

    /**
     * A data directory that there is.
     *
     * @param at as it was named
     */
    record Opened(Path at, LocalFiles files, ElementTypes types) {
        private Set<String> names() throws IOException {
            return files.list("").stream().map(Entry::name).collect(Collectors.toSet());
        }
    }

    /**
     * A directory in which a ledger was ever begun: one that was mistaken for another has nothing wrong in
     * it, and nothing that was asked for, which must not pass for an answer.
     *
     * @throws CommandFault if it is none
     */
    Opened open(Shell shell) throws IOException {
        Opened opened = openAny(shell);
        if (opened.names().stream().noneMatch(OF_A_LEDGER::contains)) {
            throw new CommandFault(opened.at + " holds no ledger: there is neither " + Layout.LEDGER + " nor "
                    + Layout.CHAINS + " in it");
        }
        return opened;
    }

    /**
     * A directory that can be asked what happened.
     *
     * @throws CommandFault if it is none, or its central ledger is gone
     */
    Opened openToAsk(Shell shell) throws IOException {
        Opened opened = open(shell);
        if (opened.names().contains(Layout.CHAINS) && !opened.names().contains(Layout.LEDGER)) {
            throw new CommandFault(opened.at + " has lost its " + Layout.LEDGER + Commands.SEE_VERIFY);
        }
        return opened;
    }

    /** @throws CommandFault if there is no such directory */
    Opened openAny(Shell shell) {
        Path at = given != null ? given : Path.of(shell.setting("hostledger.data-dir", "data"));
        if (!Files.isDirectory(at)) {
            throw new CommandFault(at + (Files.exists(at) ? " is not a directory" : ": there is no such directory"));
        }
        return new Opened(at, new LocalFiles(at), ConfiguredTypes.of(shell));
    }
}
