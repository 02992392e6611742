package io.hostledger.chain;

import java.util.Arrays;

/** A cursor over the members of a JSON object in RFC 8785 form. Made by {@link Json#members()}. */
public final class Members {
    private final byte[] bytes;
    private final int to;
    private int at;
    private int nameFrom;
    private int nameTo;
    private int valueFrom;
    private int valueTo;

    Members(byte[] bytes, int from, int to) {
        if (bytes[from] != '{') {
            throw new IllegalStateException("not an object");
        }
        this.bytes = bytes;
        this.to = to;
        this.at = from + 1;
    }

    /** Moves to the next member; false behind the last one. */
    public boolean next() {
        if (at >= to || bytes[at] == '}') {
            at = to;
            return false;
        }
        nameFrom = at + 1;
        nameTo = JsonText.endOfString(bytes, at) - 1;
        valueFrom = nameTo + 2;
        valueTo = JsonText.endOfValue(bytes, valueFrom);
        at = bytes[valueTo] == ',' ? valueTo + 1 : valueTo;
        return true;
    }

    public String name() {
        return JsonText.decode(bytes, nameFrom, nameTo);
    }

    /** Whether the member's name is this one, which is of plain ASCII without quotes and backslashes. */
    public boolean nameIs(String plain) {
        if (plain.length() != nameTo - nameFrom) {
            return false;
        }
        for (int i = 0; i < plain.length(); i++) {
            if (bytes[nameFrom + i] != plain.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public Json value() {
        return Json.ofCanonical(bytes, valueFrom, valueTo);
    }

    boolean valueIsObject() {
        return bytes[valueFrom] == '{';
    }

    boolean sameValue(Members other) {
        return Arrays.equals(bytes, valueFrom, valueTo, other.bytes, other.valueFrom, other.valueTo);
    }

    int compareName(Members other) {
        return JsonText.compare(bytes, nameFrom, nameTo, other.bytes, other.nameFrom, other.nameTo);
    }

    /** Writes the name as a segment of an RFC 6901 pointer, in the escaped form that stands between quotes. */
    void writePointerSegment(JsonWriter out) {
        for (int i = nameFrom; i < nameTo; i++) {
            switch (bytes[i]) {
                case '~' -> out.ascii("~0");
                case '/' -> out.ascii("~1");
                default -> out.put(bytes[i]);
            }
        }
    }
}
