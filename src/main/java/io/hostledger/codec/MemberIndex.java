package io.hostledger.codec;

import java.util.Arrays;

/** Where the members of an object in RFC 8785 form stand. One thread's own; may be read into again. */
public final class MemberIndex {
    private static final int PARTS = 3;

    private int[] places = new int[16 * PARTS];
    private int size;
    private int end;

    /**
     * Reads the object whose opening brace is at {@code at}.
     *
     * @param levels how deep it may be nested, itself included
     * @return where it ends, behind its closing brace; -1 if it is no object in RFC 8785 form
     */
    public int read(byte[] b, int at, int to, int levels) {
        size = 0;
        int i = at + 1;
        if (levels < 1 || i >= to) {
            return CanonicalScan.NO;
        }
        if (b[i] == '}') {
            end = i;
            return i + 1;
        }
        while (i < to && b[i] == '"') {
            int name = i;
            i = CanonicalScan.string(b, i, to);
            if (i == CanonicalScan.NO || i == to || b[i] != ':') {
                return CanonicalScan.NO;
            }
            if (size > 0 && MemberName.compare(b, name(size - 1) + 1, value(size - 1) - 2, name + 1, i - 1) >= 0) {
                return CanonicalScan.NO;
            }
            int value = i + 1;
            i = CanonicalScan.value(b, value, to, levels - 1);
            if (i == CanonicalScan.NO || i == to) {
                return CanonicalScan.NO;
            }
            add(name, value, i);
            if (b[i] != ',') {
                end = i;
                return b[i] == '}' ? i + 1 : CanonicalScan.NO;
            }
            i++;
        }
        return CanonicalScan.NO;
    }

    private void add(int name, int value, int valueEnd) {
        int at = size * PARTS;
        if (at == places.length) {
            places = Arrays.copyOf(places, 2 * at);
        }
        places[at] = name;
        places[at + 1] = value;
        places[at + 2] = valueEnd;
        size++;
    }

    void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** Where the opening quote of a member's name stands. */
    public int name(int member) {
        return places[member * PARTS];
    }

    /** Where a member's value starts: behind the name's closing quote and the colon. */
    public int value(int member) {
        return places[member * PARTS + 1];
    }

    /** Where a member's value ends, before a comma or the closing brace. */
    public int end(int member) {
        return places[member * PARTS + 2];
    }

    /** Where the closing brace stands. */
    public int end() {
        return end;
    }
}
