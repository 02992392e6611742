package io.hostledger.app;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.hostledger.k8s.Manifests;
import io.hostledger.k8s.Workloads;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests say of the service is so: its probes, ports, settings, user, folder, and the time that its end takes. */
@QuarkusTest
class ManifestFactsTest {
    private static final Set<String> OF_QUARKUS = Set.of("QUARKUS_HTTP_HOST", "QUARKUS_MANAGEMENT_HOST");

    @TestHTTPResource(value = "/health", management = true)
    String health;

    static List<String> folders() throws IOException {
        return Manifests.running();
    }

    private static Workloads workloads(String folder) throws Exception {
        return Workloads.of(Manifests.of(folder));
    }

    private static int port(Container container, String name) {
        return container.getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getContainerPort();
    }

    private static String configured(String key) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            properties.load(in);
        }
        return properties.getProperty(key);
    }

    /** What the service's container has in its environment. */
    private static Map<String, String> environment(String folder) throws Exception {
        Map<String, String> environment = new TreeMap<>();
        workloads(folder).ledger().getEnv().forEach(it -> environment.put(it.getName(), it.getValue()));
        Path file = Path.of("k8s", folder, "kustomization.yaml");
        JsonNode kustomization = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
        for (JsonNode resource : kustomization.path("resources")) {
            if (resource.asText().endsWith("base")) {
                environment.putAll(environment("base"));
            }
        }
        for (JsonNode literals : kustomization.path("configMapGenerator").findValues("literals")) {
            for (JsonNode literal : literals) {
                String[] pair = literal.asText().split("=", 2);
                environment.put(pair[0], pair[1]);
            }
        }
        return environment;
    }

    @ParameterizedTest
    @MethodSource("folders")
    void probesAskWhatTheServiceAnswers(String folder) throws Exception {
        Container ledger = workloads(folder).ledger();
        String root = health.substring(0, health.indexOf("/q/"));
        for (Probe probe : List.of(ledger.getStartupProbe(), ledger.getLivenessProbe(), ledger.getReadinessProbe())) {
            HTTPGetAction get = probe.getHttpGet();
            assertEquals("management", get.getPort().getStrVal());
            given().get(root + get.getPath()).then().statusCode(200);
            assertTrue(probe.getTimeoutSeconds() > 3, "liveness gives the event loops three seconds");
        }
        assertTrue(ledger.getStartupProbe().getHttpGet().getPath().endsWith("/started"));
        assertTrue(ledger.getLivenessProbe().getHttpGet().getPath().endsWith("/live"));
        assertTrue(ledger.getReadinessProbe().getHttpGet().getPath().endsWith("/ready"));
        assertEquals(configured("quarkus.management.port"), "" + port(ledger, "management"));
        assertEquals("0.0.0.0", environment(folder).get("QUARKUS_MANAGEMENT_HOST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/jvm"})
    void theApiIsAtThePortOfTheServiceAndOnTheHostsLoopback(String folder) throws Exception {
        Container ledger = workloads(folder).ledger();
        assertEquals(configured("quarkus.http.port"), "" + port(ledger, "api"));
        assertEquals("127.0.0.1", ledger.getPorts().get(0).getHostIP());
        assertEquals("0.0.0.0", environment(folder).get("QUARKUS_HTTP_HOST"));
    }

    @Test
    void besideAnApplicationTheApiStaysOnTheLoopback() throws Exception {
        assertTrue(!environment("overlays/sidecar").containsKey("QUARKUS_HTTP_HOST"));
        assertEquals("127.0.0.1", configured("quarkus.http.host"));
        assertTrue(workloads("overlays/sidecar").ledger().getRestartPolicy().equals("Always"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everySettingIsOneThatThereIs(String folder) throws Exception {
        Set<String> names = environment(folder).keySet();
        Variables.check(names);
        assertTrue(
                names.stream().filter(name -> !name.startsWith("HOSTLEDGER_")).allMatch(OF_QUARKUS::contains));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theLedgerIsWhereTheImageHasItAndItsUserTheImages(String folder) throws Exception {
        Workloads workloads = workloads(folder);
        String directory = environment(folder).get("HOSTLEDGER_DATA_DIR");
        assertEquals(
                List.of(directory),
                workloads.ledger().getVolumeMounts().stream()
                        .map(it -> it.getMountPath())
                        .toList());
        SecurityContext own = workloads.ledger().getSecurityContext();
        assertEquals(null, own.getRunAsUser());
        String user = workloads.pod().getSecurityContext().getRunAsUser() + ":"
                + workloads.pod().getSecurityContext().getRunAsGroup();
        for (String file : List.of("Containerfile.native", "Containerfile.jvm")) {
            List<String> lines = Files.readAllLines(Path.of("src/main/docker", file));
            assertTrue(lines.contains("USER " + user), file);
            assertTrue(lines.contains("ENV HOSTLEDGER_DATA_DIR=" + directory), file);
        }
        workloads.pod().getInitContainers().stream()
                .filter(it -> it.getName().equals("owner"))
                .forEach(it -> assertEquals(List.of("chown", user, directory), it.getCommand()));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theGracePeriodIsLongerThanTheDrain(String folder) throws Exception {
        long grace = workloads(folder).pod().getTerminationGracePeriodSeconds();
        assertTrue(grace >= Life.STEPS * Life.SECONDS + 10, folder);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theImageIsOneThatIsBuiltByThatName(String folder) throws Exception {
        assumeTrue(Manifests.rendered(), "kubectl is not installed");
        String file = "Containerfile." + (folder.equals("overlays/jvm") ? "jvm" : "native");
        String image = workloads(folder).ledger().getImage();
        for (Path page : List.of(Path.of("src/main/docker", file), Path.of("src/site/markdown/packaging.md"))) {
            assertTrue(Files.readString(page).contains(file + " -t " + image + " ."), page + " builds no " + image);
        }
    }

    @Test
    void memoryIsWhatTheServiceNeeds() throws Exception {
        assumeTrue(Manifests.rendered(), "kubectl is not installed");
        assertEquals(List.of("20m", "64Mi", "256Mi"), resources("base"));
        assertEquals(List.of("20m", "64Mi", "256Mi"), resources("overlays/sidecar"));
        assertEquals(List.of("20m", "192Mi", "384Mi"), resources("overlays/jvm"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theLimitHasRoomBesideTheHeap(String folder) throws Exception {
        assumeTrue(Manifests.rendered(), "kubectl is not installed");
        Matcher heap = folder.equals("overlays/jvm")
                ? find("-Xmx(\\d+)m", Files.readString(Path.of("src/main/docker/Containerfile.jvm")))
                : find("MaxHeapSize=(\\d+)", configured("quarkus.native.additional-build-args"));
        long bytes = Long.parseLong(heap.group(1)) << (folder.equals("overlays/jvm") ? 20 : 0);
        Quantity limit = workloads(folder).ledger().getResources().getLimits().get("memory");
        assertTrue(bytes + (64 << 20) <= limit.getNumericalAmount().longValue(), limit::toString);
    }

    private static Matcher find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher;
    }

    private static List<String> resources(String folder) throws Exception {
        var resources = workloads(folder).ledger().getResources();
        return Stream.of(
                        resources.getRequests().get("cpu"),
                        resources.getRequests().get("memory"),
                        resources.getLimits().get("memory"))
                .map(Quantity::toString)
                .toList();
    }
}
