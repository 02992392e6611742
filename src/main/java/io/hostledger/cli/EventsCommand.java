package io.hostledger.cli;

import io.hostledger.chain.Head;
import io.hostledger.cli.DataDirOption.Opened;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.disk.LineCursor;
import io.hostledger.verify.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "events",
        header = "Follows the central ledger, and checks each block as it comes.",
        description = {
            "",
            "As tail -f follows a file. Shows each block when it comes, and checks its"
                    + " hash and its link to the block before. Ends with exit code 1 at the first that is not as it"
                    + " should be, also if what was there is changed or taken away behind its back.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hostledger events",
            "  hostledger events --from 0 --no-follow",
            "  hostledger events --after $(cat remembered-head)",
            "  hostledger events --actor admin --json | jq -c .data"
        })
final class EventsCommand implements Callable<Integer> {
    private static final long LAST = 10;

    /** Where to begin: one of these. */
    static final class Start {
        @Option(
                names = {"-n", "--last"},
                paramLabel = "COUNT",
                converter = WholeNumber.class,
                description = "Begin with the last so many. Default: 10.")
        long last = LAST;

        @Option(
                names = "--from",
                paramLabel = "HEIGHT",
                converter = WholeNumber.class,
                description = "Begin with the block of a height.")
        @Nullable
        Long from;

        @Option(
                names = "--after",
                paramLabel = "HEIGHT:HASH",
                converter = HeadConverter.class,
                description = "Begin behind a block that somebody remembers, which the ledger must hold.")
        @Nullable
        Head after;

        LedgerTail.Start place() {
            if (after != null) {
                return LedgerTail.from(after.height() + 1);
            }
            return from != null ? LedgerTail.from(from) : LedgerTail.last(last);
        }
    }

    private final Shell shell;

    @ArgGroup
    private Start start = new Start();

    @Option(names = "--no-follow", description = "End where the ledger ends now.")
    private boolean once;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Mixin
    private DataDirOption directory = new DataDirOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    EventsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, UnreadableLine {
        Opened opened = directory.open(shell);
        EntryText text = new EntryText(shell.out(), shell.paint());
        Finding found = start.after == null ? null : LedgerTail.witness(opened.files(), start.after);
        LedgerTail tail = found != null ? null : LedgerTail.open(opened.files(), start.place());
        if (tail != null && start.from != null && start.from > tail.begin()) {
            throw new ParameterException(spec.commandLine(), "the next block will have the height " + tail.begin());
        }
        while (found == null && tail != null) {
            found = tail.look((entry, line) -> show(entry, line, text));
            shell.out().flush();
            if (found == null && (once || !shell.pause().goOn())) {
                return Commands.WELL;
            }
        }
        if (found != null) {
            shell.warn(found);
        }
        return Commands.FINDINGS;
    }

    private void show(CentralEntry entry, LineCursor line, EntryText text) {
        if (!filter.match(entry)) {
            return;
        }
        if (json.on) {
            shell.out().println(new String(line.array(), line.from(), line.to() - line.from(), StandardCharsets.UTF_8));
        } else {
            text.print(entry);
        }
    }
}
