package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program, run with a command: the jar, or the executable that {@code native.image.path} names. */
final class Program {
    static final String NATIVE = System.getProperty("native.image.path");

    private Program() {}

    record Finished(int code, String out, String err) {}

    /** The words that start it. */
    static List<String> words(List<String> jvmOptions, Object... arguments) {
        List<String> words = new ArrayList<>();
        if (NATIVE != null) {
            words.add(NATIVE);
        } else {
            words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            words.addAll(jvmOptions);
            words.addAll(List.of("-jar", System.getProperty("hostledger.runner")));
        }
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return words;
    }

    /** Starts it, waits until it ends, and gives what it wrote. @param temp where that may be kept meanwhile */
    static Finished run(Path temp, List<String> words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(temp, "out", "");
        Path err = Files.createTempFile(temp, "err", "");
        Process process = new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
