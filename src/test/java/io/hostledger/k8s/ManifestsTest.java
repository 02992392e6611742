package io.hostledger.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest has the fields that its kind has, and no others. */
class ManifestsTest {
    static List<String> folders() throws IOException {
        return Manifests.folders();
    }

    @Test
    void thereAreTheBaseAndItsOverlays() throws Exception {
        assertEquals(List.of("base", "overlays/jvm", "overlays/monitoring", "overlays/sidecar"), folders());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyFieldIsOneOfItsKind(String folder) throws Exception {
        List<JsonNode> manifests = Manifests.of(folder);
        assertTrue(manifests.size() > 3);
        for (JsonNode manifest : manifests) {
            if (Kinds.builtIn(manifest)) {
                Kinds.typed(manifest);
            } else {
                assertEquals(Set.of(), Kinds.unknownFields(manifest), Kinds.kind(manifest));
            }
        }
    }

    @Test
    void aFieldThatThereIsNotIsFound() throws Exception {
        for (JsonNode manifest : Manifests.of("overlays/monitoring")) {
            ((ObjectNode) manifest).withObject("/spec").put("replicaz", 1);
            if (Kinds.builtIn(manifest)) {
                assertThrows(IllegalArgumentException.class, () -> Kinds.typed(manifest), () -> Kinds.kind(manifest));
            } else {
                assertEquals(Set.of("/spec/replicaz"), Kinds.unknownFields(manifest));
            }
        }
    }

    @Test
    void whatIsNamedInOtherManifestsIsThere() throws Exception {
        assumeTrue(Manifests.rendered(), "kubectl is not installed");
        for (String folder : Manifests.running()) {
            List<JsonNode> manifests = new ArrayList<>(Manifests.of(folder));
            if (!folder.equals("overlays/sidecar")) {
                manifests.addAll(Manifests.of("overlays/monitoring"));
            }
            JsonNode pods = Workloads.of(manifests).node();
            JsonNode pod = pods.at("/spec/template/spec");
            assertTrue(
                    named(
                            manifests,
                            "ServiceAccount",
                            pod.path("serviceAccountName").asText()),
                    folder);
            for (JsonNode map : pod.findValues("configMapRef")) {
                assertTrue(named(manifests, "ConfigMap", map.path("name").asText()), folder);
            }
            JsonNode labels = pods.at("/spec/template/metadata/labels");
            for (JsonNode manifest : manifests) {
                String kind = manifest.path("kind").asText();
                if (kind.equals("Service")) {
                    assertEquals(labels, manifest.at("/spec/selector"), folder);
                } else if (kind.equals("NetworkPolicy") || kind.equals("PodMonitor")) {
                    String at = kind.equals("PodMonitor") ? "/spec/selector" : "/spec/podSelector";
                    assertEquals(labels, manifest.at(at + "/matchLabels"), folder);
                }
            }
        }
    }

    @Test
    void whatWatchesChangesNothingOfWhatRuns() throws Exception {
        List<String> names = Manifests.of("overlays/monitoring").stream()
                .map(it ->
                        it.path("kind").asText() + " " + it.at("/metadata/name").asText())
                .toList();
        for (String folder : List.of("base", "overlays/jvm")) {
            for (JsonNode manifest : Manifests.of(folder)) {
                String name = manifest.path("kind").asText() + " "
                        + manifest.at("/metadata/name").asText();
                assertTrue(!names.contains(name), name);
            }
        }
    }

    private static boolean named(List<JsonNode> manifests, String kind, String name) {
        return manifests.stream()
                .anyMatch(it -> it.path("kind").asText().equals(kind)
                        && it.at("/metadata/name").asText().equals(name));
    }
}
