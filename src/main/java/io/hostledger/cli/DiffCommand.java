package io.hostledger.cli;

import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonText;
import io.hostledger.chain.Rfc3339;
import io.hostledger.cli.DataDirOption.Opened;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "diff",
        header = "Shows the differences between two states of an element.",
        description = {
            "",
            "Without options: what its last block changed. The hashes of both blocks are checked; if one does not"
                    + " fit, the exit code is 1.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hostledger diff interface:vi101",
            "  hostledger diff interface:vi101 --from 0 --to 4",
            "  hostledger diff interface:vi101 --from yesterday"
        })
final class DiffCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private ElementArgument element = new ElementArgument();

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            description = "A height, or a time: " + Moments.FORMS + ". Default: the block before the other one.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "PLACE", description = "The same. Default: the last block.")
    private @Nullable String to;

    @Mixin
    private DataDirOption directory = new DataDirOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DiffCommand(Shell shell) {
        this.shell = shell;
    }

    /** A state of the element: of a block, or of the time before its first. */
    private record State(long height, Json state) {
        static final State BEFORE_ALL = new State(-1, Json.NULL);

        @Override
        public String toString() {
            return height < 0 ? "nothing" : "block " + height;
        }
    }

    @Override
    public Integer call() throws IOException {
        Opened opened = directory.openToAsk(shell);
        ElementId id = element.id(opened.types());
        OneElement one = new OneElement(opened, id);
        State after = to == null ? state(one.now()) : at(to, one);
        State before = from == null ? before(after, one) : at(from, one);
        Json changes = Diff.between(before.state, after.state);
        if (json.on) {
            shell.out().println("{\"changes\":" + changes + "}");
        } else {
            print(id, before, after, changes);
        }
        return one.warn(shell);
    }

    private static State before(State after, OneElement one) throws IOException {
        return after.height == 0 ? State.BEFORE_ALL : state(one.atHeight(after.height - 1));
    }

    private State at(String place, OneElement one) throws IOException {
        byte[] digits = place.getBytes(StandardCharsets.UTF_8);
        long height = JsonText.height(digits, 0, digits.length);
        if (height >= 0) {
            return state(one.atHeight(height));
        }
        try {
            return state(one.at(Rfc3339.micros(new Moments(shell.clock()).convert(place))));
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), "\"" + place + "\" is no height, and " + e.getMessage());
        }
    }

    private static State state(Json answer) {
        return new State(Answers.member(answer, "height").height(), Answers.member(answer, "state"));
    }

    private void print(ElementId id, State before, State after, Json changes) {
        Paint paint = shell.paint();
        shell.out().println(paint.title(Plain.text(id.text())) + "  " + before + " -> " + after);
        if (changes.equals(Json.EMPTY_ARRAY)) {
            shell.out().println("    " + paint.faint("(no difference)"));
        }
        new DiffText(shell.out(), paint).print(changes);
    }
}
