package io.hostledger.cli;

import io.hostledger.chain.Json;
import io.hostledger.chain.Rfc3339;
import io.hostledger.cli.DataDirOption.Opened;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "show",
        header = "Shows an element: now, at a time, or at one of its heights.",
        description = {"", "The hash of its block is checked; if it does not fit, the exit code is 1.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  hostledger show interface:vi101",
            "  hostledger show interface:vi101 --at yesterday",
            "  hostledger show interface:vi101 --height 1 --json | jq .state"
        })
final class ShowCommand implements Callable<Integer> {
    /** Which block: one of these, or the last. */
    static final class Which {
        @Option(names = "--at", paramLabel = "TIME", description = "As it was then: " + Moments.FORMS + ".")
        @Nullable
        Instant at;

        @Option(
                names = "--height",
                paramLabel = "HEIGHT",
                converter = WholeNumber.class,
                description = "As its block of this height says.")
        @Nullable
        Long height;
    }

    private final Shell shell;

    @Mixin
    private ElementArgument element = new ElementArgument();

    @ArgGroup
    private Which which = new Which();

    @Mixin
    private DataDirOption directory = new DataDirOption();

    @Mixin
    private JsonOption json = new JsonOption();

    ShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Opened opened = directory.openToAsk(shell);
        OneElement one = new OneElement(opened, element.id(opened.types()));
        Json found = asked(one);
        if (json.on) {
            shell.out().println(found);
        } else {
            print(found, shell.out(), shell.paint());
        }
        return one.warn(shell);
    }

    private Json asked(OneElement one) throws IOException {
        if (which.at != null) {
            return one.at(Rfc3339.micros(which.at));
        }
        return which.height != null ? one.atHeight(which.height) : one.now();
    }

    private static void print(Json found, PrintWriter out, Paint paint) {
        out.println(paint.title(Answers.text(found, "element_id")) + " (" + Answers.text(found, "element_type") + ")");
        for (String name : new String[] {"height", "hash", "timestamp", "action"}) {
            out.println(paint.faint(EntryText.pad(name, 11)) + Answers.text(found, name));
        }
        out.println();
        Json state = Answers.member(found, "state");
        out.println(state.isNull() ? paint.removed("(deleted)") : PrettyJson.of(state, paint));
    }
}
