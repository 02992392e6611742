package io.hostledger.chain;

import java.nio.charset.StandardCharsets;

/** Where everything stands in a data directory; paths are relative to it. */
public final class Layout {
    /** Tier 1, the central ledger. */
    public static final String LEDGER = "ledger.jsonl";
    /** Tier 2, a file for each element below the folder of its type. */
    public static final String CHAINS = "element-chains";
    /** The service's write-ahead journal. */
    public static final String JOURNAL = "journal";
    /** What the service derives from the two tiers and may lose. */
    public static final String INDEX = "index";

    public static final String CATALOGUE = INDEX + "/catalogue";
    public static final String LOCK = "LOCK";
    public static final String SUFFIX = ".jsonl";

    private static final int MAX_STEM = 200;
    private static final int CUT_STEM = 120;

    private Layout() {}

    /** The index of the central blocks of a segment of heights, from 0. */
    public static String blockIndex(int segment) {
        return INDEX + "/blocks-" + segment;
    }

    /** The folder of a type's chains. */
    public static String folder(ElementType type) {
        return CHAINS + "/" + type.folder();
    }

    /** The file of an element's chain. No two ids share one. */
    public static String chain(ElementId id) {
        return folder(id.type()) + "/" + fileName(id);
    }

    /** The folder that a path stands in; the data directory itself is {@code ""}. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String fileName(ElementId id) {
        String name = id.name();
        if (id.type().path()) {
            if (name.equals("/")) {
                return "_" + SUFFIX;
            }
            name = name.substring(1);
        }
        String stem = stem(name.getBytes(StandardCharsets.UTF_8));
        if (stem.length() > MAX_STEM) {
            stem = stem.substring(0, CUT_STEM) + "~" + Hasher.of(id.text().getBytes(StandardCharsets.UTF_8));
        }
        return stem + SUFFIX;
    }

    private static String stem(byte[] name) {
        StringBuilder out = new StringBuilder(name.length + 16);
        for (int i = 0; i < name.length; i++) {
            char c = (char) (name[i] & 0xFF);
            if (c == '/') {
                out.append('_');
            } else if (plain(c) || (c == '.' && i > 0)) {
                out.append(c);
            } else {
                out.append('%').append(upperHex(c >> 4)).append(upperHex(c & 15));
            }
        }
        return out.toString();
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }

    private static char upperHex(int digit) {
        return (char) (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }
}
