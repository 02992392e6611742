package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.it.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program, run with a command. */
final class Program {
    private Program() {}

    record Finished(int code, String out, String err) {}

    /** The words that start it. */
    static List<String> words(List<String> jvmOptions, Object... arguments) {
        String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        return Service.command(Service.isNative() ? List.of() : jvmOptions, words);
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
