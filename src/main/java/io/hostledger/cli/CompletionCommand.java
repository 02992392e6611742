package io.hostledger.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        header = "Prints a script by which bash and zsh complete commands and options.",
        footerHeading = "%nExample:%n",
        footer = "  source <(hostledger completion)")
final class CompletionCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        shell.out().print(AutoComplete.bash(Commands.NAME, spec.root().commandLine()));
        return Commands.WELL;
    }
}
