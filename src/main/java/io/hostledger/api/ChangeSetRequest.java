package io.hostledger.api;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Items;
import io.hostledger.chain.Json;
import io.hostledger.chain.Limits;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.ChangeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a set of changes, as {@code POST /v1/changesets} takes it. */
final class ChangeSetRequest {
    private static final List<String> NAMES = List.of("actor", "changes", "correlation_id", "reason");

    /** What a set says for all of its changes. */
    record Common(String actor, @Nullable String reason, String correlationId) {}

    private ChangeSetRequest() {}

    /** @throws Fault if a member is missing, unknown, mistyped or too long, or an element or a change_id comes twice */
    static ChangeSet read(Json request, ElementTypes types) {
        RequestMembers members = new RequestMembers(request, NAMES);
        List<Json> items = items(members);
        String actor = members.required("actor", Limits.ACTOR_BYTES);
        String reason = members.text("reason", Limits.REASON_BYTES);
        String correlation = members.text("correlation_id", Limits.CORRELATION_ID_BYTES);
        members.check();
        Common common = new Common(
                actor, reason, correlation == null ? UUID.randomUUID().toString() : correlation);
        List<Change> changes = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            changes.add(ChangeRequest.readOfSet(items.get(i), pointer(i), common, types));
        }
        requireOnce(changes);
        return new ChangeSet(changes, correlation != null);
    }

    /** Where a change of a set stands in its request. */
    static String pointer(int index) {
        return "/changes/" + index;
    }

    private static List<Json> items(RequestMembers members) {
        List<Json> items = new ArrayList<>();
        Json changes = members.get("changes");
        if (changes == null || changes.kind() != Json.Kind.ARRAY) {
            members.refuse("changes", changes == null ? "changes is missing" : "changes is an array");
            return items;
        }
        Items all = changes.items();
        while (all.next()) {
            items.add(all.value());
        }
        if (items.isEmpty() || items.size() > Limits.CHANGE_SET_CHANGES) {
            members.refuse(
                    "changes",
                    "a set has 1 to " + Limits.CHANGE_SET_CHANGES + " changes, this one has " + items.size());
        }
        return items;
    }

    private static void requireOnce(List<Change> changes) {
        Map<String, Integer> elements = new HashMap<>();
        Map<String, Integer> changeIds = new HashMap<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            require(elements.putIfAbsent(change.element().text(), i), i, "element_id");
            if (change.by().changeId() != null) {
                require(changeIds.putIfAbsent(change.by().changeId(), i), i, "change_id");
            }
        }
    }

    private static void require(@Nullable Integer before, int index, String name) {
        if (before != null) {
            throw Fault.invalid(
                    pointer(index) + "/" + name,
                    "a set has each " + name + " once, this one is also at " + pointer(before));
        }
    }
}
