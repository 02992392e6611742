package io.hostledger.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The manifests of {@code k8s/}, as {@code kubectl kustomize} renders them; the files themselves where there is no kubectl. */
public final class Manifests {
    private static final Path ROOT = Path.of("k8s");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final boolean KUBECTL = isThere();

    private Manifests() {}

    /** Older ones do not say which kustomize is in them, and theirs is too old. */
    private static boolean isThere() {
        try {
            return run("kubectl", "version", "--client").contains("Kustomize Version: v");
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** Whether what is rendered is what a cluster would get. */
    public static boolean rendered() {
        return KUBECTL;
    }

    /** The folders that can be applied, as {@code overlays/jvm}. */
    public static List<String> folders() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.endsWith("kustomization.yaml"))
                    .map(file -> ROOT.relativize(file.getParent()).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Those of them that run the service; the others are applied beside one of these. */
    public static List<String> running() throws IOException {
        return folders().stream()
                .filter(folder -> !folder.equals("overlays/monitoring"))
                .toList();
    }

    public static List<JsonNode> of(String folder) throws IOException, InterruptedException {
        return KUBECTL
                ? documents(run("kubectl", "kustomize", ROOT.resolve(folder).toString()))
                : files(ROOT.resolve(folder));
    }

    /** What a command writes to its standard output. */
    private static String run(String... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("manifests", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(errors));
            }
            return text;
        } finally {
            Files.delete(errors);
        }
    }

    private static List<JsonNode> files(Path folder) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode resource :
                YAML.readTree(folder.resolve("kustomization.yaml").toFile()).path("resources")) {
            Path path = folder.resolve(resource.asText()).normalize();
            all.addAll(Files.isDirectory(path) ? files(path) : documents(Files.readString(path)));
        }
        return all;
    }

    private static List<JsonNode> documents(String text) throws IOException {
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return values.readAll();
        }
    }
}
