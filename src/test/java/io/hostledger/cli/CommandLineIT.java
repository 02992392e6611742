package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on the artifact itself, which must not start the service for them. */
class CommandLineIT {
    private static final String NATIVE = System.getProperty("native.image.path");

    @TempDir
    Path temp;

    private record Finished(int code, String out, String err) {}

    private Finished run(List<String> jvmOptions, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (NATIVE != null) {
            command.add(NATIVE);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmOptions);
            command.addAll(List.of("-jar", System.getProperty("hostledger.runner")));
        }
        command.addAll(List.of(arguments));
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void anIntactLedgerVerifies() throws Exception {
        Finished ran = run(List.of(), "verify", Samples.v1(temp).toString());
        assertEquals("", ran.err);
        assertEquals(0, ran.code);
        assertTrue(ran.out.startsWith("INTACT\n"), ran.out);
    }

    @Test
    void findingsAndMisuseHaveTheirExitCodes() throws Exception {
        Path data = Samples.v1(temp);
        Samples.replace(data.resolve("ledger.jsonl"), "window_opened", "window_closed");
        assertEquals(1, run(List.of(), "verify", data.toString()).code);
        assertEquals(2, run(List.of(), "verify", temp.resolve("missing").toString()).code);
        assertEquals(2, run(List.of(), "no-such-command").code);
    }

    @Test
    void answersAreUtf8WhateverTheLocale() throws Exception {
        Finished ran = run(
                List.of("-Dfile.encoding=US-ASCII", "-Dstdout.encoding=US-ASCII"),
                "events",
                "--data-dir",
                Samples.v1(temp).toString(),
                "--no-follow");
        assertTrue(ran.out.contains("service:größe x"), ran.out);
    }

    @Test
    void noCommandStartsTheService() throws Exception {
        assumeTrue(NATIVE == null, "an executable does not tell what it loads");
        Path loaded = temp.resolve("loaded");
        run(
                List.of("-Xlog:class+load:file=" + loaded),
                "verify",
                Samples.v1(temp).toString());
        String classes = Files.readString(loaded, StandardCharsets.UTF_8);
        assertTrue(classes.contains("io.hostledger.verify.Verification "));
        for (String service : List.of("io.quarkus.runtime.Quarkus ", "io.vertx.core.", "io.quarkus.arc.")) {
            assertEquals(-1, classes.indexOf(service), service);
        }
    }
}
