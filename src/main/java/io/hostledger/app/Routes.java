package io.hostledger.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths of the API without what varies in them: ids of elements belong in no trace. */
final class Routes {
    /** Every segment of a path that is not an id, a height or a hash. */
    private static final Set<String> WORDS = Set.of(
            "v1",
            "audit",
            "blocks",
            "changes",
            "changesets",
            "diff",
            "elements",
            "events",
            "ledger",
            "reports",
            "rollback",
            "state",
            "verification");

    private static final int SEGMENTS = 5;

    private Routes() {}

    /** @param path as {@code /v1/elements/file:%2Fetc%2Fhosts/blocks/3}, which gives {@code /v1/elements/{id}/blocks/{id}} */
    static String template(@Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            return "*";
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", SEGMENTS + 1)) {
            segments.add(WORDS.contains(segment) ? segment : "{id}");
        }
        return "/" + String.join("/", segments);
    }
}
