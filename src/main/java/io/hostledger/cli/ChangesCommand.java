package io.hostledger.cli;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.JsonWriter;
import io.hostledger.cli.DataDirOption.Opened;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.query.BlockFilter;
import io.hostledger.query.Changes;
import io.hostledger.query.LedgerReads;
import io.hostledger.verify.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "changes",
        header = "Shows what changed, and everything else that was recorded.",
        description = {
            "",
            "All that is given must hold. Each block's hash is checked; at one that does not fit, the exit code is 1.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hostledger changes --since 1h --actor admin",
            "  hostledger changes --since yesterday --until today --element-prefix file:/etc/",
            "  hostledger changes --correlation-id CHG-17 --json | jq .element.changes"
        })
final class ChangesCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private WindowOptions window = new WindowOptions();

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "COUNT",
            converter = WholeNumber.class,
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ChangesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, UnreadableLine {
        BlockFilter wanted = filter.within(window.window(spec));
        Opened opened = directory.openToAsk(shell);
        LedgerReads ledger = LedgerReads.open(opened.files(), opened.types());
        try (Changes changes = new Changes(ledger, opened.types(), wanted, reverse, null)) {
            return print(changes, opened.types());
        }
    }

    private int print(Changes changes, ElementTypes types) throws IOException, UnreadableLine {
        ChangeText text = new ChangeText(shell.out(), shell.paint(), !oneLine);
        ChangeEntry.Reader entries = new ChangeEntry.Reader();
        JsonWriter item = new JsonWriter(8_192);
        int code = Commands.WELL;
        for (long shown = 0; shown < limit && changes.next(item.reset()); shown++) {
            ChangeEntry entry = entries.read(item.array(), item.length());
            if (json.on) {
                shell.out().println(new String(item.array(), 0, item.length(), StandardCharsets.UTF_8));
            } else {
                text.print(entry);
            }
            for (Finding changed : entry.changed(types)) {
                shell.warn(changed);
                code = Commands.FINDINGS;
            }
        }
        return code;
    }
}
