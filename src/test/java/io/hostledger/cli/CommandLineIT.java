package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hostledger.cli.Program.Finished;
import io.hostledger.it.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on the artifact itself, which must not start the service for them. */
class CommandLineIT {
    @TempDir
    Path temp;

    private Finished run(List<String> jvmOptions, Object... arguments) throws IOException, InterruptedException {
        return Program.run(temp, Program.words(jvmOptions, arguments));
    }

    @Test
    void anIntactLedgerVerifies() throws Exception {
        Finished ran = run(List.of(), "verify", Samples.v1(temp).toString());
        assertEquals("", ran.err());
        assertEquals(0, ran.code());
        assertTrue(ran.out().startsWith("INTACT\n"), ran.out());
    }

    @Test
    void findingsAndMisuseHaveTheirExitCodes() throws Exception {
        Path data = Samples.v1(temp);
        Samples.replace(data.resolve("ledger.jsonl"), "window_opened", "window_closed");
        assertEquals(1, run(List.of(), "verify", data.toString()).code());
        assertEquals(
                2, run(List.of(), "verify", temp.resolve("missing").toString()).code());
        assertEquals(2, run(List.of(), "no-such-command").code());
    }

    @Test
    void aTerminalGetsColoursAndAFileDoesNot() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(Files.isExecutable(script), "no " + script + " to make a terminal with");
        Path data = Samples.v1(temp);
        String command = String.join(" ", Program.words(List.of(), "verify", data));
        List<String> onATerminal =
                List.of("env", "TERM=xterm", "NO_COLOR=", script.toString(), "-qec", command, "/dev/null");
        String seen = Program.run(temp, onATerminal).out();
        assertTrue(seen.contains("\u001b[1;32mINTACT"), seen);
        assertTrue(seen.contains("\r\u001b[K"), "no room was made for the answer where progress is shown: " + seen);
        assertEquals(-1, run(List.of(), "verify", data).out().indexOf('\u001b'));
    }

    @Test
    void theVersionIsThatOfTheArtifact() throws Exception {
        Finished ran = run(List.of(), "--version");
        assertTrue(ran.out().matches("hostledger [0-9]+\\.[0-9].*\\n"), ran.out());
    }

    @Test
    void answersAreUtf8WhateverTheLocale() throws Exception {
        Finished ran = run(
                List.of("-Dfile.encoding=US-ASCII", "-Dstdout.encoding=US-ASCII"),
                "events",
                "--data-dir",
                Samples.v1(temp).toString(),
                "--no-follow");
        assertTrue(ran.out().contains("service:größe x"), ran.out());
    }

    @Test
    void noCommandListensOrConnects() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "there is no strace");
        Path calls = temp.resolve("calls");
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/strace", "-f", "-qq", "-e", "trace=connect,bind,listen", "-o", calls.toString()));
        command.addAll(Program.words(List.of(), "verify", Samples.v1(temp)));
        Finished ran = Program.run(temp, command);
        assumeTrue(!ran.err().contains("ptrace"), "this user may not trace");
        assertEquals(0, ran.code(), ran.err());
        List<String> network = Files.readAllLines(calls).stream()
                .filter(call -> call.contains("AF_INET"))
                .toList();
        assertEquals(List.of(), network);
    }

    @Test
    void noCommandLoadsTheService() throws Exception {
        assumeTrue(!Service.isNative(), "an executable does not tell what it loads");
        Path loaded = temp.resolve("loaded");
        run(
                List.of("-Xlog:class+load:file=" + loaded),
                "verify",
                Samples.v1(temp).toString());
        String classes = Files.readString(loaded, StandardCharsets.UTF_8);
        assertTrue(classes.contains("io.hostledger.verify.Verification "));
        for (String service :
                List.of("io.quarkus.runtime.", "io.vertx.core.", "io.quarkus.arc.", "io.smallrye.config.")) {
            assertEquals(-1, classes.indexOf(service), service);
        }
    }
}
