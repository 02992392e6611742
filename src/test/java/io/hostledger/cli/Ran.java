package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** A command that was run, and what it gave. */
record Ran(int code, String out, String err) {
    static final Clock NOON = Clock.fixed(Instant.parse("2025-10-13T12:00:00Z"), ZoneOffset.UTC);

    /** A terminal with colours. */
    static final Terminal COLOURS = new Terminal(true, true, 80);

    /** What surrounds a command in a test. */
    record Stage(Terminal terminal, Map<String, String> environment, Shell.Pause pause) {
        Ran run(Object... arguments) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            Shell shell =
                    new Shell(new PrintWriter(out), new PrintWriter(err), terminal, terminal, environment, NOON, pause);
            String[] words = new String[arguments.length];
            for (int i = 0; i < words.length; i++) {
                words[i] = arguments[i].toString();
            }
            int code = Commands.run(shell, () -> out.append("serving\n"), words);
            return new Ran(code, out.toString(), err.toString());
        }

        Stage with(Terminal other) {
            return new Stage(other, environment, pause);
        }

        Stage with(Map<String, String> other) {
            return new Stage(terminal, other, pause);
        }

        Stage with(Shell.Pause other) {
            return new Stage(terminal, environment, other);
        }
    }

    /** No terminal, no environment, and nothing is ever waited for. */
    static final Stage PLAIN = new Stage(Terminal.NONE, Map.of(), () -> false);

    static Ran command(Object... arguments) {
        return PLAIN.run(arguments);
    }

    /** The answer of a command that went well and had nothing else to say. */
    String well() {
        assertEquals("", err);
        assertEquals(0, code, out);
        return out;
    }
}
