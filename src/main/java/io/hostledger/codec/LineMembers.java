package io.hostledger.codec;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Members that the lines of both tiers write alike, each with the comma behind it. */
final class LineMembers {
    private LineMembers() {}

    static void actor(JsonWriter out, Attribution by) {
        out.ascii("\"actor\":").string(by.actor());
        out.ascii(",\"actor_source\":\"").ascii(by.source().text()).ascii("\",");
    }

    static void optional(JsonWriter out, String name, @Nullable String value) {
        if (value != null) {
            out.put('"').ascii(name).ascii("\":").string(value).put(',');
        }
    }
}
