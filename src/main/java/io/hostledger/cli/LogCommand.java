package io.hostledger.cli;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.JsonWriter;
import io.hostledger.cli.DataDirOption.Opened;
import io.hostledger.query.ElementHistory;
import io.hostledger.verify.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "log",
        header = "Shows the history of an element, the last block first.",
        description = {
            "",
            "Each block's hash is checked, and that the central ledger goes as far as the block says; where one does"
                    + " not fit, the exit code is 1. While a service writes, last blocks that the central ledger has"
                    + " not yet are not shown.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hostledger log interface:vi101",
            "  hostledger log file:/etc/hosts -n 1",
            "  hostledger log service:nginx --reverse --json | jq -c .changes"
        })
final class LogCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private ElementArgument element = new ElementArgument();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "COUNT",
            converter = WholeNumber.class,
            description = "Show so many blocks at the most.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--reverse", description = "The first block first.")
    private boolean reverse;

    @Mixin
    private DataDirOption directory = new DataDirOption();

    @Mixin
    private JsonOption json = new JsonOption();

    LogCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Opened opened = directory.openToAsk(shell);
        ElementId id = element.id(opened.types());
        OneElement one = new OneElement(opened, id);
        try (ElementHistory history = one.history(!reverse)) {
            if (history == null) {
                throw new CommandFault("there is no element " + id);
            }
            return print(history, one);
        }
    }

    private int print(ElementHistory history, OneElement one) throws IOException {
        BlockText text = new BlockText(shell.out(), shell.paint());
        JsonWriter line = new JsonWriter(4_096);
        int code = Commands.WELL;
        for (long shown = 0; shown < limit && history.next(line.reset()); shown++) {
            ElementEntry entry = ElementEntry.read(line.array(), 0, line.length());
            if (json.on) {
                shell.out().println(new String(line.array(), 0, line.length(), StandardCharsets.UTF_8));
            } else {
                text.print(entry.block());
            }
            Finding wrong = one.wrong(entry);
            if (wrong != null) {
                shell.warn(wrong);
                code = Commands.FINDINGS;
            }
        }
        return code;
    }
}
