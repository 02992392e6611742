package io.hostledger.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hostledger.it.LedgerFiles.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs on the host between two times, whole, made from all lines of all files by no code of the program's. */
final class HostDifferences {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private HostDifferences() {}

    /** The items that {@code /v1/diff} is to have, in order. */
    static List<JsonNode> of(LedgerFiles files, long from, long to) {
        Map<String, Line> before = files.at(from);
        Map<String, Line> after = files.at(to);
        List<JsonNode> items = new ArrayList<>();
        for (String id : new TreeSet<>(after.keySet())) {
            ArrayNode changes = changes(state(before.get(id)), state(after.get(id)));
            if (!changes.isEmpty()
                    || state(before.get(id)).isNull() != state(after.get(id)).isNull()) {
                items.add(item(files, id, changes, from, to));
            }
        }
        return items;
    }

    private static JsonNode state(Line line) {
        return line == null ? JSON.nullNode() : line.json().get("state_snapshot");
    }

    private static ObjectNode item(LedgerFiles files, String id, ArrayNode changes, long from, long to) {
        ObjectNode item = JSON.objectNode().put("element_id", id);
        ArrayNode blocks = JSON.arrayNode();
        for (Line central : files.central) {
            if (central.at("/data/element_id").equals(id)) {
                item.put("element_type", central.at("/data/element_type"));
                if (central.timestamp() > from && central.timestamp() <= to) {
                    blocks.add(block(central, files.element(central)));
                }
            }
        }
        item.set("changes", changes);
        item.set("blocks", blocks);
        return item;
    }

    private static ObjectNode block(Line central, Line element) {
        ObjectNode block = JSON.objectNode();
        block.set("central_height", central.json().get("height"));
        block.put("timestamp", central.at("/timestamp")).put("actor", central.at("/data/actor"));
        if (element.json().has("reason")) {
            block.put("reason", element.at("/reason"));
        }
        return block.put("action", central.at("/action"));
    }

    private static ArrayNode changes(JsonNode before, JsonNode after) {
        Map<String, ObjectNode> found = new TreeMap<>();
        compare("", before.isNull() ? JSON.objectNode() : before, after.isNull() ? JSON.objectNode() : after, found);
        return JSON.arrayNode().addAll(found.values());
    }

    private static void compare(String path, JsonNode before, JsonNode after, Map<String, ObjectNode> found) {
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode was = before.get(name);
            JsonNode is = after.get(name);
            String field = path + name.replace("~", "~0").replace("/", "~1");
            if (was != null && is != null && was.isObject() && is.isObject()) {
                compare(field + "/", was, is, found);
            } else if (was == null || !was.equals(is)) {
                ObjectNode change = JSON.objectNode().put("field", field);
                if (was != null) {
                    change.set("old_value", was);
                }
                if (is != null) {
                    change.set("new_value", is);
                }
                found.put(field, change);
            }
        }
    }
}
