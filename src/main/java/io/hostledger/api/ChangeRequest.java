package io.hostledger.api;

import io.hostledger.chain.Actions;
import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Limits;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.Expected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one change, as {@code POST /v1/changes} takes it. */
final class ChangeRequest {
    private static final List<String> NAMES =
            List.of("action", "actor", "change_id", "correlation_id", "element_id", "expected_hash", "reason", "state");
    private static final List<String> NAMES_IN_SET =
            List.of("action", "change_id", "element_id", "expected_hash", "reason", "state");
    private static final List<String> RESERVED = List.of(Actions.ROLLED_BACK);

    private ChangeRequest() {}

    /**
     * The change that a request asks for.
     *
     * @param ifMatch the precondition of a header; null if there is none
     * @throws Fault if a member is missing, unknown, mistyped or too long
     */
    static Change read(Json request, @Nullable Expected ifMatch, ElementTypes types) {
        RequestMembers members = new RequestMembers(request, NAMES);
        Json state = state(members);
        ElementId element = element(members, types);
        String action = members.word("action", Limits.ACTION_BYTES, RESERVED);
        Attribution by = attribution(members);
        String reason = members.text("reason", Limits.REASON_BYTES);
        Expected expected = expected(members, ifMatch);
        members.check();
        return new Change(read(element), state, action, by, reason, expected);
    }

    /** One change of a set, without what the set says for all of its changes. */
    static Change readOfSet(Json request, String at, ChangeSetRequest.Common common, ElementTypes types) {
        RequestMembers members = new RequestMembers(request, at, NAMES_IN_SET);
        Json state = state(members);
        ElementId element = element(members, types);
        String action = members.word("action", Limits.ACTION_BYTES, RESERVED);
        String changeId = members.text("change_id", Limits.CHANGE_ID_BYTES);
        String reason = members.text("reason", Limits.REASON_BYTES);
        Expected expected = members.expected();
        members.check();
        Attribution by = Attribution.asserted(common.actor(), changeId, common.correlationId());
        return new Change(read(element), state, action, by, reason == null ? common.reason() : reason, expected);
    }

    private static ElementId read(@Nullable ElementId element) {
        if (element == null) {
            throw new IllegalStateException("an element that is not read is a violation");
        }
        return element;
    }

    private static Json state(RequestMembers members) {
        Json state = members.get("state");
        if (state == null) {
            members.refuse("state", "state is missing; null deletes");
            return Json.NULL;
        }
        if (!state.isObject() && !state.isNull()) {
            members.refuse("state", "state is an object, or null to delete");
        }
        members.bound("state", state, Limits.STATE_BYTES);
        return state;
    }

    private static @Nullable ElementId element(RequestMembers members, ElementTypes types) {
        // Its own rules bound it, in a sentence of their own.
        String id = members.required("element_id", Integer.MAX_VALUE);
        if (id.isEmpty()) {
            return null;
        }
        try {
            return types.parse(id);
        } catch (InvalidElementId e) {
            members.refuse("element_id", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Who asks, as changes and events say it alike. */
    static Attribution attribution(RequestMembers members) {
        return Attribution.asserted(
                members.required("actor", Limits.ACTOR_BYTES),
                members.text("change_id", Limits.CHANGE_ID_BYTES),
                members.text("correlation_id", Limits.CORRELATION_ID_BYTES));
    }

    /** The precondition, which the body or a header may say. */
    static @Nullable Expected expected(RequestMembers members, @Nullable Expected ifMatch) {
        Expected expected = members.expected();
        if (ifMatch == null) {
            return expected;
        }
        if (expected != null && !expected.equals(ifMatch)) {
            members.refuse("expected_hash", "expected_hash and If-Match are different");
        }
        return ifMatch;
    }
}
