package io.hostledger.cli;

import io.hostledger.chain.JsonWriter;
import io.hostledger.cli.DataDirOption.Opened;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.query.Changes;
import io.hostledger.query.LedgerReads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "changes",
        header = "Shows what changed, and everything else that was recorded.",
        description = {"", "All that is given must hold.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  hostledger changes --since 1h --actor admin",
            "  hostledger changes --since yesterday --until today --element-prefix file:/etc/",
            "  hostledger changes --correlation-id CHG-17 --json | jq .element.changes"
        })
final class ChangesCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--since", paramLabel = "TIME", description = "From then on: " + Moments.FORMS + ".")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before then.")
    private @Nullable Instant until;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "COUNT",
            description = "Show so many at the most.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--reverse", description = "The last one first.")
    private boolean reverse;

    @Option(names = "--oneline", description = "One line each, without the differences.")
    private boolean oneLine;

    @Mixin
    private DataDirOption directory = new DataDirOption();

    @Mixin
    private JsonOption json = new JsonOption();

    ChangesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, UnreadableLine {
        Opened opened = directory.open(shell);
        LedgerReads ledger = LedgerReads.open(opened.files(), opened.types());
        ChangeText text = new ChangeText(shell.out(), shell.paint(), !oneLine);
        JsonWriter item = new JsonWriter(8_192);
        try (Changes changes = new Changes(ledger, opened.types(), filter.within(since, until), reverse, null)) {
            for (long shown = 0; shown < limit && changes.next(item.reset()); shown++) {
                if (json.on) {
                    shell.out().println(new String(item.array(), 0, item.length(), StandardCharsets.UTF_8));
                } else {
                    text.print(item.array(), item.length());
                }
            }
        }
        return Commands.WELL;
    }
}
