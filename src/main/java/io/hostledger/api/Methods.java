package io.hostledger.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which methods the API's paths take, for {@code Allow}: the framework does not say it. */
final class Methods {
    /** By path, a segment in braces being any one. */
    static final Map<String, Set<String>> BY_PATH = byPath();

    private Methods() {}

    private static Map<String, Set<String>> byPath() {
        Map<String, Set<String>> paths = new LinkedHashMap<>();
        List<String> gets = List.of(
                "/v1/changes",
                "/v1/diff",
                "/v1/elements",
                "/v1/elements/{id}",
                "/v1/elements/{id}/blocks",
                "/v1/elements/{id}/blocks/{height}",
                "/v1/elements/{id}/diff",
                "/v1/elements/{id}/verification",
                "/v1/events",
                "/v1/ledger",
                "/v1/ledger/blocks",
                "/v1/ledger/blocks/{block}",
                "/v1/reports/audit",
                "/v1/state",
                "/v1/verification");
        List<String> posts =
                List.of("/v1/changes", "/v1/changesets", "/v1/elements/{id}/rollback", "/v1/ledger/blocks");
        gets.forEach(
                path -> paths.computeIfAbsent(path, none -> new TreeSet<>()).add("GET"));
        posts.forEach(
                path -> paths.computeIfAbsent(path, none -> new TreeSet<>()).add("POST"));
        return paths;
    }

    /** {@code Allow} of a request's path, as it was sent; null if there is nothing there. */
    static @Nullable String allowed(String path) {
        String[] asked = path.split("/", -1);
        return BY_PATH.entrySet().stream()
                .filter(entry -> matches(entry.getKey().split("/", -1), asked))
                .map(entry -> String.join(", ", entry.getValue()))
                .findFirst()
                .orElse(null);
    }

    private static boolean matches(String[] template, String[] asked) {
        if (template.length != asked.length
                || Arrays.asList(asked).subList(1, asked.length).contains("")) {
            return false;
        }
        for (int i = 0; i < asked.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }
}
