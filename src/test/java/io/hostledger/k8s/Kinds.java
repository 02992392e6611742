package io.hostledger.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the kinds of the manifests may hold: built-in ones by their model, those of the Prometheus operator by a list. */
final class Kinds {
    private static final Map<String, Class<?>> BUILT_IN = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/DaemonSet", DaemonSet.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);

    /** As the operator's API reference has them, those of them that are used. */
    private static final Map<String, Set<String>> OPERATOR = Map.of(
            "monitoring.coreos.com/v1/PodMonitor",
            Set.of(
                    "/spec/selector/matchLabels/*",
                    "/spec/podMetricsEndpoints/-/port",
                    "/spec/podMetricsEndpoints/-/path",
                    "/spec/podMetricsEndpoints/-/interval",
                    "/spec/podMetricsEndpoints/-/relabelings/-/sourceLabels/-",
                    "/spec/podMetricsEndpoints/-/relabelings/-/targetLabel"),
            "monitoring.coreos.com/v1/PrometheusRule",
            Set.of(
                    "/spec/groups/-/name",
                    "/spec/groups/-/rules/-/alert",
                    "/spec/groups/-/rules/-/expr",
                    "/spec/groups/-/rules/-/for",
                    "/spec/groups/-/rules/-/labels/*",
                    "/spec/groups/-/rules/-/annotations/*"));

    private static final Set<String> META =
            Set.of("/apiVersion", "/kind", "/metadata/name", "/metadata/namespace", "/metadata/labels/*");

    /** Refuses what a class has no property for, where the models would keep it as an additional one. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            });

    private Kinds() {}

    static String kind(JsonNode manifest) {
        return manifest.path("apiVersion").asText() + "/"
                + manifest.path("kind").asText();
    }

    static boolean builtIn(JsonNode manifest) {
        return BUILT_IN.containsKey(kind(manifest));
    }

    /** @throws IllegalArgumentException naming a field that the kind does not have, or a value that it does not take */
    static <T> T typed(JsonNode manifest, Class<T> type) {
        return STRICT.convertValue(manifest, type);
    }

    static Object typed(JsonNode manifest) {
        return typed(manifest, BUILT_IN.get(kind(manifest)));
    }

    /** The fields of an operator's kind that its list does not have. */
    static Set<String> unknownFields(JsonNode manifest) {
        Set<String> known = OPERATOR.getOrDefault(kind(manifest), Set.of());
        Set<String> unknown = new TreeSet<>();
        leaves("", manifest, known, unknown);
        return unknown;
    }

    private static void leaves(String path, JsonNode node, Set<String> known, Set<String> unknown) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                String any = path + "/*";
                String named = path + "/" + field.getKey();
                leaves(known.contains(any) || META.contains(any) ? any : named, field.getValue(), known, unknown);
            });
        } else if (node.isArray()) {
            node.forEach(item -> leaves(path + "/-", item, known, unknown));
        } else if (!known.contains(path) && !META.contains(path)) {
            unknown.add(path);
        }
    }
}
