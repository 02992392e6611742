package io.hostledger.codec;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * What an element block says, but for its central height.
 *
 * @param timestamp microseconds since 1970
 * @param state an object, or JSON null for a deletion
 * @param changes the differences to the state before
 */
public record ElementDraft(
        ElementId element,
        long height,
        Hash prevHash,
        long timestamp,
        String modificationType,
        Json state,
        Json changes,
        Attribution by,
        @Nullable String reason,
        @Nullable Long rolledBackTo,
        @Nullable Head centralHead) {

    /** The members that are neither state, changes nor free text, at their longest. */
    private static final int REST = 640;

    /** Writes the block and hashes it. What is missing in its line then is its central height alone. */
    public SealedElement seal(Hasher hasher) {
        JsonWriter out = new JsonWriter(
                REST + state.length() + changes.length() + element.text().length());
        out.put('{');
        LineMembers.actor(out, by);
        if (centralHead != null) {
            out.ascii("\"central_head\":\"").number(centralHead.height()).put(':');
            out.hash(centralHead.hash()).ascii("\",");
        }
        int centralAt = out.length();
        LineMembers.optional(out, "change_id", by.changeId());
        out.ascii("\"changes\":").json(changes).put(',');
        LineMembers.optional(out, "correlation_id", by.correlationId());
        out.ascii("\"element_id\":").string(element.text()).put(',');
        int hashAt = out.length();
        out.ascii("\"height\":").number(height).ascii(",\"modification_type\":");
        out.string(modificationType).put(',');
        LineMembers.optional(out, "on_behalf_of", by.onBehalfOf());
        out.ascii("\"prev_hash\":\"").hash(prevHash).ascii("\",");
        LineMembers.optional(out, "reason", reason);
        if (rolledBackTo != null) {
            out.ascii("\"rolled_back_to\":").number(rolledBackTo).put(',');
        }
        out.ascii("\"state_snapshot\":").json(state).ascii(",\"timestamp\":\"");
        Timestamp.write(out, timestamp).ascii("\",\"v\":1}");
        Hash hash = hasher.update(out.array(), 0, out.length()).finish();
        return new SealedElement(out.array(), out.length(), centralAt, hashAt, hash);
    }
}
