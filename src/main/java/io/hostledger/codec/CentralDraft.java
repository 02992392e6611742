package io.hostledger.codec;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Timestamp;

/** What a central block says, but for its place in the ledger: height, link and hash. */
public final class CentralDraft {
    private static final String HASH = "\"hash\":\"";
    /** The members that follow the data: hash, height, link, timestamp, version. */
    private static final int TAIL = 256;

    private final byte[] start;
    private final int length;
    private final long timestamp;

    private CentralDraft(JsonWriter out, long timestamp) {
        this.start = out.array();
        this.length = out.length();
        this.timestamp = timestamp;
    }

    /** The central block that answers to an element's block. */
    public static CentralDraft ofElement(ElementDraft block, Hash elementHash) {
        Attribution by = block.by();
        JsonWriter out = new JsonWriter(512).ascii("{\"action\":").string(block.modificationType());
        out.ascii(",\"category\":\"" + CentralBlock.ELEMENT_MODIFICATION + "\",\"data\":{");
        LineMembers.actor(out, by);
        LineMembers.optional(out, "change_id", by.changeId());
        LineMembers.optional(out, "correlation_id", by.correlationId());
        out.ascii("\"element_hash\":\"").hash(elementHash);
        out.ascii("\",\"element_height\":").number(block.height());
        out.ascii(",\"element_id\":").string(block.element().text());
        out.ascii(",\"element_type\":").string(block.element().type().name());
        if (by.onBehalfOf() != null) {
            out.ascii(",\"on_behalf_of\":").string(by.onBehalfOf());
        }
        if (block.height() > 0) {
            out.ascii(",\"prev_element_hash\":\"").hash(block.prevHash()).put('"');
        }
        return new CentralDraft(out.ascii("},"), block.timestamp());
    }

    /** The central block of any other event. */
    public static CentralDraft ofEvent(String category, String action, Json payload, Attribution by, long timestamp) {
        JsonWriter out =
                new JsonWriter(256 + payload.length()).ascii("{\"action\":").string(action);
        out.ascii(",\"category\":").string(category).ascii(",\"data\":{");
        LineMembers.actor(out, by);
        LineMembers.optional(out, "change_id", by.changeId());
        LineMembers.optional(out, "correlation_id", by.correlationId());
        LineMembers.optional(out, "on_behalf_of", by.onBehalfOf());
        return new CentralDraft(out.ascii("\"payload\":").json(payload).ascii("},"), timestamp);
    }

    /** Microseconds since 1970. */
    public long timestamp() {
        return timestamp;
    }

    /** How many bytes the line has at the most, without its newline. */
    public int maxLineLength() {
        return length + TAIL;
    }

    /** Writes the whole block at its place, without a newline. Returns its hash. */
    public Hash writeLine(JsonWriter out, long height, Hash prevHash, Hasher hasher) {
        int from = out.length();
        out.raw(start, 0, length).ascii(HASH);
        int hashAt = out.length();
        out.hash(Hash.ZERO).ascii("\",");
        int tail = out.length();
        out.ascii("\"height\":").number(height).ascii(",\"prev_hash\":\"").hash(prevHash);
        out.ascii("\",\"timestamp\":\"");
        Timestamp.write(out, timestamp).ascii("\",\"v\":1}");
        Hash hash = hasher.update(out.array(), from, from + length)
                .update(out.array(), tail, out.length())
                .finish();
        out.hashAt(hashAt, hash);
        return hash;
    }
}
