package io.hostledger.cli;

import io.hostledger.cli.DataDirOption.Opened;
import io.hostledger.cli.WindowOptions.Window;
import io.hostledger.query.AuditReport;
import io.hostledger.query.LedgerReads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        header = "Counts what happened: by actor, element type, action and hour.",
        description = {
            "",
            "Names the first and the last block that it counted, by which it can be checked later. It counts what stands"
                    + " in the ledger: whether that was altered, verify tells.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hostledger report --since yesterday --until today",
            "  hostledger report --since 7d --csv > report.csv"
        })
final class ReportCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private WindowOptions window = new WindowOptions();

    @Option(names = "--csv", description = "Answer in CSV.")
    private boolean csv;

    @Mixin
    private DataDirOption directory = new DataDirOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ReportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (csv && json.on) {
            throw new ParameterException(spec.commandLine(), "--csv and --json are two answers: ask for one");
        }
        Window asked = window.window(spec);
        Opened opened = directory.openToAsk(shell);
        AuditReport report =
                AuditReport.of(LedgerReads.open(opened.files(), opened.types()), asked.since(), asked.until());
        if (csv) {
            shell.out().print(new String(report.csv(), StandardCharsets.UTF_8));
        } else if (json.on) {
            shell.out().println(new String(report.json(), StandardCharsets.UTF_8));
        } else {
            new AuditText(shell.out(), shell.paint()).print(Answers.canonical(report.json()));
        }
        return Commands.WELL;
    }
}
