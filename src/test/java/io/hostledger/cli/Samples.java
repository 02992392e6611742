package io.hostledger.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Copies of the golden ledgers, to damage. */
final class Samples {
    private static final Path VECTORS = Path.of("src/test/resources/vectors");

    private Samples() {}

    static Path v1(Path into) throws IOException {
        return copy(VECTORS.resolve("v1/ledger"), into.resolve("data"));
    }

    static Path legacy(Path into) throws IOException {
        return copy(VECTORS.resolve("v1-legacy/ledger"), into.resolve("data"));
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }

    /** The lines of a file, without their newlines. */
    static List<String> lines(Path file) throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    static void write(Path file, List<String> lines) throws IOException {
        Files.write(file, lines);
    }

    static void append(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Puts one text in the place of another in a file. */
    static void replace(Path file, String text, String by) throws IOException {
        Files.writeString(file, Files.readString(file).replace(text, by));
    }
}
