package io.hostledger.cli;

import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.LocalFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data directory a command reads. */
final class DataDirOption {
    static final String DEFAULT = "Default: $HOSTLEDGER_DATA_DIR, else ./data.";

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
    record Opened(Path at, LocalFiles files, ElementTypes types) {}

    /** @throws CommandFault if there is no such directory */
    Opened open(Shell shell) {
        Path at = given != null ? given : Path.of(shell.setting("hostledger.data-dir", "data"));
        if (!Files.isDirectory(at)) {
            throw new CommandFault(at + (Files.exists(at) ? " is not a directory" : ": there is no such directory"));
        }
        return new Opened(at, new LocalFiles(at), ConfiguredTypes.of(shell));
    }
}
