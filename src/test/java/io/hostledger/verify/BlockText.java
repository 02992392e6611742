package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonText;
import io.hostledger.chain.Members;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Rewrites the lines of blocks as whoever forges them would. Names are plain, so their order is that of a tree map. */
final class BlockText {
    private BlockText() {}

    static TreeMap<String, String> members(String object) {
        TreeMap<String, String> members = new TreeMap<>();
        Members cursor = Json.ofCanonical(object).members();
        while (cursor.next()) {
            members.put(cursor.name(), cursor.value().toString());
        }
        return members;
    }

    static String object(Map<String, String> members) {
        StringBuilder text = new StringBuilder("{");
        members.forEach((name, value) -> text.append(text.length() == 1 ? "\"" : ",\"")
                .append(name)
                .append("\":")
                .append(value));
        return text.append('}').toString();
    }

    static String get(String object, String member) {
        return members(object).get(member);
    }

    /** A member that is a string, without its quotes. */
    static String string(String object, String member) {
        String value = get(object, member);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return JsonText.decode(bytes, 1, bytes.length - 1);
    }

    static String with(String object, String member, String value) {
        TreeMap<String, String> members = members(object);
        members.put(member, value);
        return object(members);
    }

    static String withData(String line, String member, String value) {
        return with(line, "data", with(get(line, "data"), member, value));
    }

    static String quoted(Object text) {
        return '"' + text.toString() + '"';
    }

    /** The block with the hash that its content has. */
    static String hashed(String line) {
        TreeMap<String, String> members = members(line);
        members.remove("hash");
        String central = members.remove("central_ledger_block");
        Hash hash = Hasher.of(object(members).getBytes(StandardCharsets.UTF_8));
        if (central != null) {
            members.put("central_ledger_block", central);
        }
        members.put("hash", quoted(hash));
        return object(members);
    }
}
