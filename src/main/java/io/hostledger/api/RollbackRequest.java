package io.hostledger.api;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Limits;
import io.hostledger.ledger.Expected;
import io.hostledger.ledger.Rollback;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollback, as {@code POST /v1/elements/{id}/rollback} takes it.
 *
 * @param dryRun whether only the differences are asked for
 */
record RollbackRequest(Rollback rollback, boolean dryRun) {
    private static final List<String> NAMES =
            List.of("actor", "change_id", "correlation_id", "dry_run", "expected_hash", "reason", "to_height");

    /** @throws Fault if a member is missing, unknown, mistyped or too long */
    static RollbackRequest read(Json request, ElementId element, @Nullable Expected ifMatch) {
        RequestMembers members = new RequestMembers(request, NAMES);
        long toHeight = members.height("to_height");
        Attribution by = ChangeRequest.attribution(members);
        String reason = members.text("reason", Limits.REASON_BYTES);
        Expected expected = ChangeRequest.expected(members, ifMatch);
        boolean dryRun = members.flag("dry_run");
        members.check();
        return new RollbackRequest(new Rollback(element, toHeight, by, reason, expected), dryRun);
    }
}
