package io.hostledger.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The golden directories, copied so that a test may write to them. */
public final class Golden {
    private Golden() {}

    /** @param name {@code v1} or {@code v1-legacy} */
    public static Path copy(String name, Path to) throws IOException {
        Path from;
        try {
            from = Path.of(
                    Golden.class.getResource("/vectors/" + name + "/ledger").toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Path target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return to;
    }
}
