package io.hostledger.cli;

import io.hostledger.chain.Head;
import io.hostledger.cli.DataDirOption.Opened;
import io.hostledger.verify.Report;
import io.hostledger.verify.ReportJson;
import io.hostledger.verify.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        header = "Checks a data directory: every block, both chains, every reference.",
        description = {
            "",
            "Hashes every block again, and follows both chains and every reference between them. The directory"
                    + " is only read; it may be a copy, on a read-only mount, or in use by a running service.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hostledger verify",
            "  hostledger verify /mnt/backup/hostledger",
            "  hostledger verify --expect $(cat remembered-head)",
            "  hostledger verify --json | jq .findings"
        })
final class VerifyCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = {"The data directory.", DataDirOption.DEFAULT})
    private @Nullable Path place;

    @Option(
            names = "--expect",
            paramLabel = "HEIGHT:HASH",
            converter = HeadConverter.class,
            description = "A head that somebody remembers, which the ledger must hold. May be given several times.")
    private List<Head> expected = new ArrayList<>();

    @Option(
            names = "--live",
            description = "A service is writing the directory: what is beyond the last whole line of the central"
                    + " ledger is unsettled. Found out without this, if the service runs on this machine.")
    private boolean live;

    @Mixin
    private DataDirOption directory = new DataDirOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VerifyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (place != null) {
            if (directory.given != null) {
                throw new ParameterException(spec.commandLine(), "DIR and --data-dir are one and the same: give one");
            }
            directory.given = place;
        }
        // Of a directory without a ledger, whoever remembers a head knows what is missing.
        Opened opened = expected.isEmpty() ? directory.open(shell) : directory.openAny(shell);
        Report report = report(opened);
        if (json.on) {
            shell.out().println(ReportJson.of(report));
        } else {
            new ReportText(shell.out(), shell.paint()).print(report);
        }
        return report.intact() ? Commands.WELL : Commands.FINDINGS;
    }

    private Report report(Opened opened) throws IOException {
        long length = Writers.ledgerLength(opened.files());
        boolean written = live || Writers.isLocked(opened.at());
        Report report = report(opened, written);
        if (!written && !report.intact() && Writers.ledgerLength(opened.files()) > length) {
            // It grew meanwhile, so it is written from where the lock is not to be seen: some of this is not settled
            // yet.
            return report(opened, true);
        }
        return report;
    }

    private Report report(Opened opened, boolean written) throws IOException {
        Verification verification = Verification.of(opened.files(), opened.types());
        expected.forEach(verification::expect);
        if (written) {
            verification.live();
        }
        try (ProgressDisplay display = ProgressDisplay.of(shell, json.on)) {
            return verification.watchedBy(display).reportOnAllProcessors();
        }
    }
}
