package io.hostledger.cli;

import io.hostledger.codec.UnreadableLine;
import io.hostledger.index.UnreadableLedger;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code Commands.run(shell, server, "verify", "/var/lib/hostledger")}. */
@Command(
        name = Commands.NAME,
        versionProvider = Commands.Version.class,
        header = "Tamper-evident history of everything that changes on a host.",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "",
            "Without a command, or with @|bold serve|@, it runs the service. Every other command reads a data"
                    + " directory, changes nothing in it, takes no lock, and needs no service.",
            ""
        },
        commandListHeading = "Commands:%n",
        optionListHeading = "Options:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is well.",
            "1:What was read is not as it should be: there are findings.",
            "2:The command was misused, or something cannot be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hostledger verify /var/lib/hostledger",
            "  hostledger log interface:vi101",
            "  hostledger changes --since 1h --actor admin",
            "",
            "@|bold hostledger COMMAND --help|@ explains a command."
        })
public final class Commands implements Callable<Integer> {
    static final String NAME = "hostledger";
    static final int WELL = 0;
    static final int FINDINGS = 1;
    static final int UNABLE = 2;
    /** Ends a sentence about something that cannot be read. */
    static final String SEE_VERIFY = "; " + NAME + " verify tells all that is wrong";

    /** Runs the service until it is told to stop. */
    @FunctionalInterface
    public interface Server {
        void serve();
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Explain this, and end.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Say which version this is, and end.")
    boolean version;

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** By what the artifact says of itself. */
    static final class Version implements IVersionProvider {
        // Asked where an executable is made, too, which says nothing of itself later on.
        private static final @Nullable String NUMBER =
                Commands.class.getPackage().getImplementationVersion();

        @Override
        public String[] getVersion() {
            return new String[] {NAME + " " + (NUMBER == null ? "(not packaged)" : NUMBER)};
        }
    }

    private Commands() {}

    /** Whether these arguments ask for nothing but the service, so that there is nothing to parse. */
    public static boolean serves(String... arguments) {
        return arguments.length == 0 || (arguments.length == 1 && arguments[0].equals(ServeCommand.NAME));
    }

    /** Does what the arguments ask for; gives the exit code. */
    public static int run(Shell shell, Server server, String... arguments) {
        try {
            int code = line(shell, server).execute(arguments);
            shell.out().flush();
            shell.err().flush();
            return code;
        } catch (AnswerStream.Lost e) {
            if (!e.readerGone()) {
                System.err.println(NAME + ": the answer cannot be written: " + e.getMessage());
            }
            return UNABLE;
        } catch (Error e) {
            System.err.println(NAME + ": " + e);
            return UNABLE;
        }
    }

    private static CommandLine line(Shell shell, Server server) {
        CommandLine line = new CommandLine(new Commands());
        List.of(
                        new ServeCommand(server),
                        new VerifyCommand(shell),
                        new LogCommand(shell),
                        new ShowCommand(shell),
                        new DiffCommand(shell),
                        new ChangesCommand(shell),
                        new ReportCommand(shell),
                        new EventsCommand(shell),
                        new CompletionCommand(shell))
                .forEach(line::addSubcommand);
        line.registerConverter(Instant.class, new Moments(shell.clock()))
                .setOut(shell.out())
                .setErr(shell.err())
                .setColorScheme(Help.defaultColorScheme(shell.screen().colours() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(Math.min(shell.screen().width(), 100))
                .setAbbreviatedSubcommandsAllowed(false)
                .setParameterExceptionHandler(Commands::misused)
                .setExecutionExceptionHandler((fault, command, parsed) -> failed(fault, command));
        return line;
    }

    private static int misused(ParameterException fault, String... arguments) {
        CommandLine command = fault.getCommandLine();
        command.getErr().println(NAME + ": " + Plain.text(String.valueOf(fault.getMessage())));
        UnmatchedArgumentException.printSuggestions(fault, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return UNABLE;
    }

    private static int failed(Exception fault, CommandLine command) {
        if (fault instanceof AnswerStream.Lost) {
            return UNABLE; // the last flush meets it again, and says so
        }
        command.getOut().flush();
        command.getErr().println(NAME + ": " + Plain.text(reason(fault)));
        return UNABLE;
    }

    private static String reason(Exception fault) {
        return switch (fault) {
            case CommandFault e -> String.valueOf(e.getMessage());
            case UnreadableLedger e -> e.getMessage() + SEE_VERIFY;
            case UnreadableLine e -> "a line of the ledger is no block: " + e.getMessage() + SEE_VERIFY;
            case NoSuchFileException e -> e.getFile() + ": there is no such file";
            case AccessDeniedException e -> e.getFile() + ": may not be read by this user";
            case IOException e -> String.valueOf(e.getMessage());
            default -> "an error of the program: " + fault;
        };
    }

    /** Called with options but no command. */
    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
