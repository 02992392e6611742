package io.hostledger.api;

import io.hostledger.chain.Actions;
import io.hostledger.chain.Attribution;
import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.Json;
import io.hostledger.chain.Limits;
import io.hostledger.ledger.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one event, as {@code POST /v1/ledger/blocks} takes it. */
final class EventRequest {
    private static final List<String> NAMES =
            List.of("action", "actor", "category", "change_id", "correlation_id", "payload");
    private static final List<String> RESERVED_ACTIONS = List.of(Actions.ROLLED_BACK);
    private static final List<String> RESERVED_CATEGORIES =
            List.of(CentralBlock.ELEMENT_MODIFICATION, CentralBlock.LEDGER);

    private EventRequest() {}

    /** @throws Fault if a member is missing, unknown, mistyped or too long */
    static Event read(Json request) {
        RequestMembers members = new RequestMembers(request, NAMES);
        Json payload = payload(members);
        String category = word(members, "category", Limits.CATEGORY_BYTES, RESERVED_CATEGORIES);
        String action = word(members, "action", Limits.ACTION_BYTES, RESERVED_ACTIONS);
        Attribution by = ChangeRequest.attribution(members);
        members.check();
        return new Event(category, action, payload, by);
    }

    private static Json payload(RequestMembers members) {
        @Nullable Json payload = members.get("payload");
        if (payload == null) {
            members.refuse("payload", "payload is missing");
            return Json.NULL;
        }
        if (!payload.isObject()) {
            members.refuse("payload", "payload is an object");
        }
        members.bound("payload", payload, Limits.PAYLOAD_BYTES);
        return payload;
    }

    private static String word(RequestMembers members, String name, int maxBytes, List<String> reserved) {
        if (members.get(name) == null) {
            members.refuse(name, name + " is missing");
        }
        String word = members.word(name, maxBytes, reserved);
        return word == null ? "" : word;
    }
}
