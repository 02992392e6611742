package io.hostledger.it;

import io.hostledger.chain.Hasher;
import io.hostledger.chain.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** This machine's own packages, files below /etc and interfaces, as changes, a line each. */
final class HostState {
    private final List<String> lines = new ArrayList<>();

    static List<String> lines() throws IOException {
        HostState state = new HostState();
        state.packages(Path.of("/var/lib/dpkg/status"));
        state.files(Path.of("/etc"));
        state.interfaces(Path.of("/sys/class/net"));
        return state.lines;
    }

    private void packages(Path status) throws IOException {
        if (!Files.isReadable(status)) {
            return;
        }
        for (String paragraph : Files.readString(status).split("\n\n")) {
            String name = field(paragraph, "Package");
            String architecture = field(paragraph, "Architecture");
            add(
                    "package:" + name + ":" + architecture,
                    out -> out.ascii("{\"name\":")
                            .string(name)
                            .ascii(",\"version\":")
                            .string(field(paragraph, "Version"))
                            .ascii(",\"architecture\":")
                            .string(architecture)
                            .ascii(",\"status\":")
                            .string(field(paragraph, "Status"))
                            .put('}'));
        }
    }

    private static String field(String paragraph, String name) {
        return paragraph
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private void files(Path folder) throws IOException {
        List<Path> regular;
        try (Stream<Path> found = Files.walk(folder)) {
            regular = found.filter(
                            file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(file))
                    .sorted()
                    .toList();
        }
        for (Path file : regular) {
            byte[] content = Files.readAllBytes(file);
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            add(
                    "file:" + file,
                    out -> out.ascii("{\"path\":")
                            .string(file.toString())
                            .ascii(",\"size\":")
                            .number(content.length)
                            .ascii(",\"mode\":")
                            .string(mode)
                            .ascii(",\"sha256\":\"")
                            .hash(Hasher.of(content))
                            .ascii("\"}"));
        }
    }

    private void interfaces(Path folder) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            found = all.filter(Files::isDirectory).sorted().toList();
        }
        for (Path one : found) {
            String name = one.getFileName().toString();
            add(
                    "interface:" + name,
                    out -> out.ascii("{\"mtu\":")
                            .string(read(one.resolve("mtu")))
                            .ascii(",\"address\":")
                            .string(read(one.resolve("address")))
                            .ascii(",\"operstate\":")
                            .string(read(one.resolve("operstate")))
                            .put('}'));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private interface State {
        JsonWriter write(JsonWriter out);
    }

    private void add(String id, State state) {
        JsonWriter out =
                new JsonWriter(256).ascii("{\"element_id\":").string(id).ascii(",\"actor\":\"inventory\",\"state\":");
        state.write(out);
        lines.add(new String(out.put('}').toBytes(), StandardCharsets.UTF_8));
    }
}
