package io.hostledger.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The level "restricted" of the Pod Security Standards: the sidecar's pod has all of it, the DaemonSet's container its part. */
class PodSecurityTest {
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

    @Test
    void theSidecarsPodIsRestrictedWhole() throws Exception {
        List<JsonNode> manifests = Manifests.of("overlays/sidecar");
        Workloads workloads = Workloads.of(manifests);
        assertEquals(List.of(), ofPod(workloads));
        assertEquals("restricted", level(manifests));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/jvm"})
    void theDaemonSetsContainerIsRestrictedAndItsPodNeedsFolderAndPortOfTheHost(String folder) throws Exception {
        List<JsonNode> manifests = Manifests.of(folder);
        Workloads workloads = Workloads.of(manifests);
        assertEquals(List.of(), ofContainer(workloads.pod().getSecurityContext(), workloads.ledger()));
        assertEquals(
                Set.of(
                        "the port 8080 of the host",
                        "the volume data",
                        "owner: adds capabilities",
                        "owner: may be root"),
                Set.copyOf(ofPod(workloads)));
        assertEquals("privileged", level(manifests));
    }

    private static String level(List<JsonNode> manifests) {
        return manifests.stream()
                .filter(it -> it.path("kind").asText().equals("Namespace"))
                .map(it -> it.at("/metadata/labels").path(ENFORCE).asText())
                .findFirst()
                .orElseThrow();
    }

    /** What is not restricted. */
    private static List<String> ofPod(Workloads workloads) {
        List<String> faults = new ArrayList<>();
        if (Boolean.TRUE.equals(workloads.pod().getHostNetwork())
                || Boolean.TRUE.equals(workloads.pod().getHostPID())
                || Boolean.TRUE.equals(workloads.pod().getHostIPC())) {
            faults.add("a namespace of the host");
        }
        for (Volume volume : workloads.pod().getVolumes()) {
            boolean allowed = volume.getConfigMap() != null
                    || volume.getEmptyDir() != null
                    || volume.getPersistentVolumeClaim() != null
                    || volume.getProjected() != null
                    || volume.getSecret() != null;
            if (!allowed) {
                faults.add("the volume " + volume.getName());
            }
        }
        workloads.containers().forEach(it -> {
            it.getPorts().stream()
                    .filter(port -> port.getHostPort() != null)
                    .forEach(port -> faults.add("the port " + port.getHostPort() + " of the host"));
            faults.addAll(ofContainer(workloads.pod().getSecurityContext(), it));
        });
        return faults;
    }

    private static List<String> ofContainer(PodSecurityContext pod, Container container) {
        List<String> faults = new ArrayList<>();
        SecurityContext own = container.getSecurityContext();
        Capabilities capabilities = own.getCapabilities();
        if (!Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()) || Boolean.TRUE.equals(own.getPrivileged())) {
            faults.add("may get more rights");
        }
        if (!capabilities.getDrop().equals(List.of("ALL"))) {
            faults.add("keeps capabilities");
        }
        if (!Set.of("NET_BIND_SERVICE").containsAll(capabilities.getAdd())) {
            faults.add("adds capabilities");
        }
        Boolean nonRoot = own.getRunAsNonRoot() == null ? pod.getRunAsNonRoot() : own.getRunAsNonRoot();
        Long user = own.getRunAsUser() == null ? pod.getRunAsUser() : own.getRunAsUser();
        if (!Boolean.TRUE.equals(nonRoot) || user == null || user == 0) {
            faults.add("may be root");
        }
        if (!pod.getSeccompProfile().getType().equals("RuntimeDefault")) {
            faults.add("has every system call");
        }
        if (!Boolean.TRUE.equals(own.getReadOnlyRootFilesystem())) {
            faults.add("can write to its root file system");
        }
        return faults.stream().map(fault -> container.getName() + ": " + fault).toList();
    }
}
