package io.hostledger.verify;

import io.hostledger.chain.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Where the members' values stand in a line that is JSON without spaces: of the block and of its data, which stand as {@code data.x}. */
final class Places {
    private final byte[] bytes;
    private final Map<String, int[]> places = new TreeMap<>();

    private Places(byte[] bytes) {
        this.bytes = bytes;
    }

    /** From and to of each value, in bytes; strings without their quotes. Empty strings and objects are left out. */
    static Map<String, int[]> of(String line) {
        Places places = new Places(line.getBytes(StandardCharsets.UTF_8));
        places.object("", 0);
        return places.places;
    }

    private int object(String prefix, int start) {
        int at = start + 1;
        while (bytes[at] == '"') {
            int nameTo = JsonText.endOfString(bytes, at);
            String name = prefix + new String(bytes, at + 1, nameTo - at - 2, StandardCharsets.UTF_8);
            int from = nameTo + 1;
            int to = JsonText.endOfValue(bytes, from);
            if (name.equals("data") && bytes[from] == '{') {
                object("data.", from);
            } else if (bytes[from] == '"' && to - from > 2) {
                places.put(name, new int[] {from + 1, to - 1});
            } else if (to - from > 2 || bytes[from] >= '0' && bytes[from] <= '9') {
                places.put(name, new int[] {from, to});
            }
            at = bytes[to] == ',' ? to + 1 : to;
        }
        return at + 1;
    }
}
