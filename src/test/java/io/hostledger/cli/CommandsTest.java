package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private static final String DATA_DIR = "hostledger.data-dir";

    @TempDir
    Path temp;

    @Test
    void noCommandAndServeAloneNeedNoParsing() {
        assertTrue(Commands.serves());
        assertTrue(Commands.serves("serve"));
        assertFalse(Commands.serves("serve", "--help"));
        assertFalse(Commands.serves("verify"));
    }

    @Test
    void serveTakesADataDirectory() {
        try {
            assertEquals("serving\n", Ran.command("serve", "--data-dir", temp).well());
            assertEquals(temp.toString(), System.getProperty(DATA_DIR));
        } finally {
            System.clearProperty(DATA_DIR);
        }
    }

    @Test
    void aMistypedCommandIsMisuse() {
        Ran ran = Ran.command("verfy");
        assertEquals(2, ran.code());
        assertTrue(
                ran.err()
                        .startsWith(
                                "hostledger: Unmatched argument at index 0: 'verfy'\nDid you mean: hostledger verify"),
                ran.err());
        assertEquals(2, Ran.command("serve", "--port", "1").code());
        assertEquals(2, Ran.command("verify", "a", "b").code());
    }

    @Test
    void helpShowsEveryCommandWithExamplesAndExitCodes() {
        String help = Ran.command("--help").well();
        for (String command :
                new String[] {"serve", "verify", "log", "show", "diff", "changes", "report", "events", "completion"}) {
            assertTrue(help.contains("\n  " + command + " "), help);
            assertTrue(Ran.command(command, "--help").well().contains("Usage: hostledger " + command), command);
        }
        assertTrue(help.contains("\nExit codes:\n  0   All is well.\n"), help);
        assertTrue(help.contains("\nExamples:\n"), help);
        assertFalse(help.contains("\u001b"));
        assertTrue(Ran.PLAIN.with(Ran.COLOURS).run("--help").well().contains("\u001b[1mserve\u001b["));
    }

    @Test
    void theVersionIsAsked() {
        assertEquals("hostledger (not packaged)\n", Ran.command("--version").well());
    }

    @Test
    void theCompletionScriptIsOneForBash() throws Exception {
        String script = Ran.command("completion").well();
        assertTrue(script.contains("hostledger"), script);
        Path file = Files.writeString(temp.resolve("completion"), script);
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash here");
        Process bash = new ProcessBuilder("/bin/bash", "-n", file.toString())
                .inheritIO()
                .start();
        assertTrue(bash.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, bash.exitValue());
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNoSuccess() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        PrintWriter out = new PrintWriter(new AnswerStream(full), false, StandardCharsets.UTF_8);
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Shell shell = new Shell(out, nowhere, Terminal.NONE, Terminal.NONE, Map.of(), Ran.NOON, () -> false);
        assertEquals(2, Commands.run(shell, () -> {}, "--help"));
    }
}
