package io.hostledger.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What runs of a folder's manifests.
 *
 * @param node the manifest
 * @param pod what its pods are
 * @param ledger the container that is the service
 */
public record Workloads(JsonNode node, PodSpec pod, Container ledger) {
    public static Workloads of(List<JsonNode> manifests) {
        JsonNode node = manifests.stream()
                .filter(it -> it.at("/spec/template/spec").isObject())
                .findFirst()
                .orElseThrow();
        PodSpec pod = node.path("kind").asText().equals("DaemonSet")
                ? Kinds.typed(node, DaemonSet.class).getSpec().getTemplate().getSpec()
                : Kinds.typed(node, StatefulSet.class).getSpec().getTemplate().getSpec();
        Container ledger = containers(pod)
                .filter(it -> it.getName().equals("hostledger"))
                .findFirst()
                .orElseThrow();
        return new Workloads(node, pod, ledger);
    }

    /** All containers of a pod, those that come first too. */
    static Stream<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
    }

    Stream<Container> containers() {
        return containers(pod);
    }
}
