package io.hostledger.index;

import io.hostledger.chain.Hash;
import io.hostledger.chain.JsonText;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Timestamp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of a central line stand that are looked for, legacy lines included; nothing is
 * decoded, copied or checked beyond what finding them needs. One thread's own, used for line after
 * line; good while the bytes are left alone.
 */
public final class CentralFields {
    /** A member whose value is a string. A legacy block's {@code user} is its actor. */
    public enum Field {
        ACTION,
        CATEGORY,
        HASH,
        PREV_HASH,
        ACTOR,
        CHANGE_ID,
        CORRELATION_ID,
        ELEMENT_ID,
        ELEMENT_TYPE,
        ELEMENT_HASH
    }

    private static final Field[] FIELDS = Field.values();
    private static final long MICROS = 1_000_000;

    private byte[] bytes = new byte[0];
    private final int[] from = new int[FIELDS.length];
    private final int[] to = new int[FIELDS.length];
    private int end;
    private int dataFrom;
    private int timeFrom;
    private int timeTo;
    private long height;
    private long elementHeight;
    private boolean legacy;

    /** Finds the members of the line in {@code bytes[begin, end)}; false if it is no central line. */
    public boolean read(byte[] bytes, int begin, int end) {
        this.bytes = bytes;
        this.end = end;
        Arrays.fill(to, -1);
        dataFrom = -1;
        timeTo = -1;
        height = -1;
        elementHeight = -1;
        legacy = true;
        try {
            return walk(begin, false)
                    && (legacy || (dataFrom >= 0 && walk(dataFrom, true)))
                    && height >= 0
                    && timeTo >= 0
                    && has(Field.HASH)
                    && has(Field.ACTION)
                    && has(Field.CATEGORY);
        } catch (ArrayIndexOutOfBoundsException e) {
            return false; // a value without an end
        }
    }

    private boolean walk(int begin, boolean data) {
        int at = begin;
        if (bytes[at] != '{') {
            return false;
        }
        do {
            int name = space(at + 1);
            if (bytes[name] != '"') {
                return bytes[name] == '}';
            }
            int nameEnd = JsonText.endOfString(bytes, name);
            int colon = space(nameEnd);
            int value = space(colon + 1);
            if (value >= end || bytes[colon] != ':') {
                return false;
            }
            int valueEnd = JsonText.endOfValue(bytes, value);
            if (valueEnd > end) {
                return false;
            }
            if (data) {
                dataMember(name + 1, nameEnd - 1, value, valueEnd);
            } else {
                member(name + 1, nameEnd - 1, value, valueEnd);
            }
            at = space(valueEnd);
        } while (bytes[at] == ',');
        return bytes[at] == '}';
    }

    private int space(int at) {
        int i = at;
        while (bytes[i] == ' ') {
            i++;
        }
        return i;
    }

    private void member(int name, int nameEnd, int value, int valueEnd) {
        switch (nameEnd - name) {
            case 1 -> legacy &= bytes[name] != 'v';
            case 4 -> {
                if (is(name, "data")) {
                    dataFrom = value;
                } else if (is(name, "hash")) {
                    put(Field.HASH, value, valueEnd);
                } else if (is(name, "user")) {
                    put(Field.ACTOR, value, valueEnd);
                }
            }
            case 6 -> {
                if (is(name, "action")) {
                    put(Field.ACTION, value, valueEnd);
                } else if (is(name, "height")) {
                    height = JsonText.height(bytes, value, valueEnd);
                }
            }
            case 8 -> {
                if (is(name, "category")) {
                    put(Field.CATEGORY, value, valueEnd);
                }
            }
            case 9 -> {
                if (is(name, "timestamp")) {
                    timeFrom = value;
                    timeTo = valueEnd;
                } else if (is(name, "prev_hash")) {
                    put(Field.PREV_HASH, value, valueEnd);
                }
            }
            default -> {}
        }
    }

    private void dataMember(int name, int nameEnd, int value, int valueEnd) {
        switch (nameEnd - name) {
            case 5 -> {
                if (is(name, "actor")) {
                    put(Field.ACTOR, value, valueEnd);
                }
            }
            case 9 -> {
                if (is(name, "change_id")) {
                    put(Field.CHANGE_ID, value, valueEnd);
                }
            }
            case 10 -> {
                if (is(name, "element_id")) {
                    put(Field.ELEMENT_ID, value, valueEnd);
                }
            }
            case 12 -> {
                if (is(name, "element_type")) {
                    put(Field.ELEMENT_TYPE, value, valueEnd);
                } else if (is(name, "element_hash")) {
                    put(Field.ELEMENT_HASH, value, valueEnd);
                }
            }
            case 14 -> {
                if (is(name, "correlation_id")) {
                    put(Field.CORRELATION_ID, value, valueEnd);
                } else if (is(name, "element_height")) {
                    elementHeight = JsonText.height(bytes, value, valueEnd);
                }
            }
            default -> {}
        }
    }

    private boolean is(int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (bytes[at + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void put(Field field, int value, int valueEnd) {
        if (bytes[value] == '"') {
            from[field.ordinal()] = value + 1;
            to[field.ordinal()] = valueEnd - 1;
        }
    }

    public boolean legacy() {
        return legacy;
    }

    public long height() {
        return height;
    }

    /** -1 where the block is no element's. */
    public long elementHeight() {
        return elementHeight;
    }

    /** Microseconds since 1970; {@link Timestamp#NONE} if the line has no valid one. */
    public long timestamp() {
        if (bytes[timeFrom] == '"') {
            return Timestamp.parse(bytes, timeFrom + 1, timeTo - 1);
        }
        long seconds = JsonText.height(bytes, timeFrom, timeTo);
        return seconds < 0 ? Timestamp.NONE : Math.min(seconds, Long.MAX_VALUE / MICROS) * MICROS;
    }

    public boolean has(Field field) {
        return to[field.ordinal()] >= 0;
    }

    /** Whether the field is there and says this, given as {@link #key}. */
    public boolean is(Field field, byte[] key) {
        int f = field.ordinal();
        if (to[f] < 0) {
            return false;
        }
        return legacy ? Arrays.equals(key, key(text(field))) : Arrays.equals(bytes, from[f], to[f], key, 0, key.length);
    }

    /** Whether the field is there and begins with this, given as {@link #key}. */
    public boolean startsWith(Field field, byte[] key) {
        int f = field.ordinal();
        return to[f] - from[f] >= key.length
                && to[f] >= 0
                && Arrays.equals(bytes, from[f], from[f] + key.length, key, 0, key.length);
    }

    /** A text in the form that it has between the quotes of a canonical line. */
    public static byte[] key(String text) {
        JsonWriter out = new JsonWriter(text.length() + 8).string(text);
        return Arrays.copyOfRange(out.array(), 1, out.length() - 1);
    }

    /** The fingerprint of {@link #key} of the field, which is there. */
    long fingerprint(Field field, long seed) {
        int f = field.ordinal();
        if (legacy) {
            byte[] key = key(text(field));
            return Fingerprint.of(seed, key, 0, key.length);
        }
        return Fingerprint.of(seed, bytes, from[f], to[f]);
    }

    /** The field's text; only where it is there. */
    public String text(Field field) {
        return JsonText.decode(bytes, from[field.ordinal()], to[field.ordinal()]);
    }

    /** The hash that the field says; null if it is not there, or none. */
    public @Nullable Hash hash(Field field) {
        int f = field.ordinal();
        return to[f] < 0 ? null : Hash.parse(bytes, from[f], to[f]);
    }
}
