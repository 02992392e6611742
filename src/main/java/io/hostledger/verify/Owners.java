package io.hostledger.verify;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementType;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Layout;
import io.hostledger.codec.Span;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which file is whose. */
final class Owners {
    /**
     * An element, as seen from a file.
     *
     * @param fault why the file is not the element's; null if it is
     * @param type the {@code element_type} of its central blocks, in quotes; null if nobody here knows its prefix
     */
    record Owner(String id, @Nullable String fault, byte @Nullable [] type) {}

    private final ElementTypes types;
    private final Map<String, ElementType> byPrefix = new HashMap<>();
    private final Set<String> folders = new HashSet<>();
    /** In quotes and with their colons, by their first character. */
    private final byte[][][] prefixes = new byte[128][][];

    Owners(ElementTypes types) {
        this.types = types;
        for (ElementType type : types.all()) {
            byPrefix.put(type.prefix(), type);
            folders.add(Layout.folder(type));
        }
        Arrays.fill(prefixes, new byte[0][]);
        for (String prefix : byPrefix.keySet()) {
            byte[][] others = prefixes[prefix.charAt(0)];
            byte[][] all = Arrays.copyOf(others, others.length + 1);
            all[others.length] = ('"' + prefix + ':').getBytes(StandardCharsets.UTF_8);
            prefixes[prefix.charAt(0)] = all;
        }
    }

    /** The file of an element; null if its id is none of those that are configured. */
    @Nullable
    String file(String id) {
        try {
            return Layout.chain(types.parse(id));
        } catch (InvalidElementId e) {
            return null;
        }
    }

    Owner of(String id, String path) {
        int colon = id.indexOf(':');
        ElementType type = colon < 0 ? null : byPrefix.get(id.substring(0, colon));
        if (type == null) {
            return new Owner(id, strange(id, colon, path), null);
        }
        byte[] name = ('"' + type.name() + '"').getBytes(StandardCharsets.UTF_8);
        try {
            String file = Layout.chain(types.parse(id));
            return new Owner(id, file.equals(path) ? null : "its file is " + file, name);
        } catch (InvalidElementId e) {
            return new Owner(id, e.getMessage(), name);
        }
    }

    /** An id whose prefix is not configured here: its file must have its name, and stand in no other type's folder. */
    private @Nullable String strange(String id, int colon, String path) {
        if (colon < 0) {
            return "an element id is <prefix>:<name>";
        }
        String parent = Layout.parent(path);
        if (folders.contains(parent)) {
            return "the folder " + parent + " is for other elements";
        }
        String folder = parent.substring(Math.min(parent.length(), Layout.CHAINS.length() + 1));
        String file = Layout.chain(new ElementId(id, new ElementType(id.substring(0, colon), "", folder, false)));
        return file.equals(path) ? null : "its file is " + file;
    }

    /** Whether the id that stands here in quotes has a known prefix. */
    boolean knows(byte[] line, Span id) {
        for (byte[] prefix : prefixes[line[id.from() + 1] & 0x7F]) {
            if (starts(line, id, prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(byte[] line, Span id, byte[] prefix) {
        if (id.to() - id.from() < prefix.length) {
            return false;
        }
        for (int i = 1; i < prefix.length; i++) {
            if (line[id.from() + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
