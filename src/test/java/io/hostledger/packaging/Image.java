package io.hostledger.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ModificationTimeProvider;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An image of nothing but what a Containerfile puts into it, assembled to an archive without daemon and network, and unpacked again. */
final class Image {
    private static final ModificationTimeProvider BEGINNING = (path, inImage) -> Instant.EPOCH.plusSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path unpacked;
    private final Path root;

    private Image(Path unpacked, Path root) {
        this.unpacked = unpacked;
        this.root = root;
    }

    /**
     * Assembles an image and unpacks it.
     *
     * @param directory an empty one, for all that comes of it
     */
    static Image of(Containerfile file, Path directory) throws Exception {
        JibContainerBuilder builder = Jib.fromScratch()
                .setUser(file.user())
                .setWorkingDirectory(AbsoluteUnixPath.get(file.workingDirectory()))
                .setEnvironment(file.environment())
                .setLabels(file.labels())
                .setEntrypoint(file.entrypoint())
                .setVolumes(file.volumes().stream().map(AbsoluteUnixPath::get).collect(Collectors.toSet()))
                .setExposedPorts(file.ports().stream().map(Port::tcp).collect(Collectors.toSet()));
        for (Containerfile.Copy copy : file.copies()) {
            builder.addFileEntriesLayer(layer(copy));
        }
        for (Map.Entry<String, String> made : file.directories().entrySet()) {
            Path empty = Files.createDirectory(directory.resolve("empty"));
            builder.addFileEntriesLayer(FileEntriesLayer.builder()
                    .setName(made.getKey())
                    .addEntry(
                            empty,
                            AbsoluteUnixPath.get(made.getKey()),
                            FilePermissions.fromOctalString("755"),
                            Instant.EPOCH.plusSeconds(1),
                            made.getValue())
                    .build());
        }
        Path archive = directory.resolve("image.tar");
        builder.containerize(Containerizer.to(TarImage.at(archive).named("hostledger"))
                .setBaseImageLayersCache(directory.resolve("base"))
                .setApplicationLayersCache(directory.resolve("layers"))
                .setOfflineMode(true)
                .setAllowInsecureRegistries(false));
        return unpack(archive, directory);
    }

    private static FileEntriesLayer layer(Containerfile.Copy copy) throws IOException {
        return FileEntriesLayer.builder()
                .setName(copy.from())
                .addEntryRecursive(
                        Path.of(copy.from()),
                        AbsoluteUnixPath.get(copy.to()),
                        (path, inImage) -> FilePermissions.fromOctalString(Files.isDirectory(path) ? "755" : "644"),
                        BEGINNING,
                        (path, inImage) -> copy.owner())
                .build();
    }

    private static Image unpack(Path archive, Path directory) throws Exception {
        Path unpacked = Files.createDirectory(directory.resolve("unpacked"));
        Path root = Files.createDirectory(directory.resolve("root"));
        tar("-xf", archive, unpacked);
        for (JsonNode layer :
                JSON.readTree(unpacked.resolve("manifest.json").toFile()).get(0).get("Layers")) {
            tar("-xpf", unpacked.resolve(layer.asText()), root);
        }
        return new Image(unpacked, root);
    }

    private static void tar(String how, Path archive, Path into) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "--numeric-owner", how, archive.toString(), "-C", into.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!tar.waitFor(2, TimeUnit.MINUTES) || tar.exitValue() != 0) {
            throw new IOException(archive + " cannot be unpacked");
        }
    }

    /** Its files, where they were unpacked. */
    Path root() {
        return root;
    }

    /** Where a path of the image is here. */
    Path at(String path) {
        return root.resolve(path.substring(1));
    }

    /** What it says of itself: {@code User}, {@code Env}, {@code Entrypoint} and so on. */
    JsonNode configuration() throws IOException {
        String name = JSON.readTree(unpacked.resolve("manifest.json").toFile())
                .get(0)
                .get("Config")
                .asText();
        return JSON.readTree(unpacked.resolve(name).toFile()).get("config");
    }

    /** All its files but those below a path, each with its owner. */
    TreeSet<String> filesBeside(Path except) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            TreeSet<String> files = new TreeSet<>();
            for (Path path : (Iterable<Path>) all.filter(path -> !path.startsWith(except))::iterator) {
                files.add(root.relativize(path) + " " + Files.getAttribute(path, "unix:uid"));
            }
            return files;
        }
    }

    /** Takes the right to write from everybody, or gives it back to the owners, but below a path. */
    void writable(boolean yes, Path except) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all.filter(path -> !path.startsWith(except))::iterator) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
                permissions.removeIf(permission -> permission.name().endsWith("WRITE"));
                if (yes) {
                    permissions.add(PosixFilePermission.OWNER_WRITE);
                }
                Files.setPosixFilePermissions(path, permissions);
            }
        }
    }
}
